/** Time, choice, views and the ways out: a button for every command, each with its key in its title. */
import type { ComponentChildren, JSX } from 'preact';
import type { Ability, RunData } from '../../../server/src/lsp/sim-protocol.ts';
import type { Controller } from './controller.ts';
import { type Command, labelled, shortcut } from './keys.ts';
import { stepText } from './lanes.ts';
import { Icon } from './marks.tsx';
import type { Props } from './props.ts';
import { t } from './strings.ts';

export function CommandButton({
  command,
  controller,
  children,
  pressed,
  disabled,
}: {
  readonly command: Command;
  readonly controller: Controller;
  readonly children: ComponentChildren;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
}): JSX.Element {
  return (
    <button
      type="button"
      class={pressed ? 'pressed' : ''}
      title={labelled(command)}
      aria-label={typeof children === 'string' ? undefined : labelled(command)}
      aria-keyshortcuts={shortcut(command)}
      aria-pressed={pressed}
      data-command={command}
      disabled={disabled}
      onClick={() => controller.perform(command)}
    >
      {children}
    </button>
  );
}

export function Toolbar({ state, controller, run }: Props & { readonly run: RunData }): JSX.Element {
  const can = (ability: Ability): boolean => state.replay?.can.includes(ability) === true;
  const button = (command: Command, children: ComponentChildren, more: { pressed?: boolean; disabled?: boolean } = {}): JSX.Element => (
    <CommandButton command={command} controller={controller} {...more}>
      {children}
    </CommandButton>
  );
  const end = run.steps.length;
  const step = run.steps[state.at - 1];
  const lane = step && run.lanes[step.lane]?.name;
  return (
    <nav class="bar" aria-label={t('Replay controls')}>
      <div class="group">
        {button('first', <Icon shape="first" />, { disabled: state.at === 0 })}
        {button('back', <Icon shape="back" />, { disabled: state.at === 0 })}
        {button('play', <Icon shape={state.playing ? 'pause' : 'play'} />, { pressed: state.playing })}
        {button('step', <Icon shape="step" />, { disabled: state.at >= end })}
        {button('last', <Icon shape="last" />, { disabled: state.at >= end })}
        <input
          type="range"
          min={0}
          max={end}
          value={state.at}
          aria-label={t('Step')}
          aria-valuetext={step ? t('step {0} of {1}, {2}: {3}', state.at, end, lane ?? '', stepText(step)) : t('start, {0} steps', end)}
          onInput={(event) => controller.go(Number(event.currentTarget.value))}
        />
        <span class="count">
          {state.at} / {end}
        </span>
        <span class="count quiet" title={t('Speed: + and -')}>
          {t('{0}/s', state.speed)}
        </span>
      </div>
      <div class="group">
        {button('next-preemption', t('Preemption'))}
        {button('next-change', t('Change'), { disabled: state.chosen === undefined })}
        {button('violation', t('Violation'), { disabled: !run.violation })}
      </div>
      {can('hand') && (
        <div class="group">
          {button('continue', t('Continue'))}
          {button('shortest', t('Shortest'))}
          {button('others', t('Others'))}
          {button('undo', t('Undo'), { disabled: run.undo === 0 })}
          {can('try') && button('try', t('What if'))}
        </div>
      )}
      <div class="group">
        {button('lanes', t('Lanes'), { pressed: state.view === 'lanes' })}
        {can('compare') && button('compare', t('Before | After'), { pressed: state.view === 'compare' })}
        {button('text', t('Text'), { pressed: state.view === 'text' })}
      </div>
      <div class="group">
        {can('columns') && button('copy-columns', t('Copy'))}
        {can('reply') && button('copy-reply', t('Reply'))}
        {can('promela') && button('copy-promela', t('Promela'))}
        {can('json') && button('copy-json', t('JSON'))}
        {can('save') && button('save', t('Save'))}
        {button('link', t('Link'))}
        {button('keys', t('Keys'), { pressed: state.keysShown })}
      </div>
      {state.busy && (
        <div class="group busy">
          <span>{t('{0}: {1} states', state.busy.what, state.busy.states.toLocaleString('en'))}</span>
          <button type="button" onClick={() => controller.perform('cancel')}>
            {t('Stop')}
          </button>
        </div>
      )}
    </nav>
  );
}
