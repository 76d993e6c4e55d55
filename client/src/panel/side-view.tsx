/** Beside the lanes: what this step did, who could go on, the world, the invariants, and what was explored. */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RunData } from '../../../server/src/lsp/sim-protocol.ts';
import { stepText } from './lanes.ts';
import { Icon, Mark } from './marks.tsx';
import type { Metrics } from './measure.tsx';
import { tell } from './phrases.ts';
import type { Props } from './props.ts';
import { t } from './strings.ts';
import { effectsAt } from './words.ts';
import { changesAt, fieldNamed, invariantsAt, valuesAt } from './world.ts';
import { WorldView } from './world-view.tsx';

type SideProps = Props & { readonly run: RunData };

export function SideView({ state, controller, run, metrics }: SideProps & { readonly metrics: Metrics }): JSX.Element | null {
  return (
    <aside class="side" aria-label={t('World at this step')}>
      <ThisStep state={state} controller={controller} run={run} />
      <Lists state={state} controller={controller} run={run} />
      <Choices state={state} controller={controller} run={run} />
      <Pins state={state} controller={controller} run={run} />
      {run.objects.length > 0 && <WorldView state={state} controller={controller} run={run} metrics={metrics} />}
      <Invariants state={state} controller={controller} run={run} />
      <Explored state={state} controller={controller} run={run} />
    </aside>
  );
}

function ThisStep({ state, controller, run }: SideProps): JSX.Element | null {
  const step = run.steps[state.at - 1];
  const changes = effectsAt(run, state.at);
  const held = run.holds.filter(({ from, to }) => from < state.at && to >= state.at);
  const broken = run.violation && run.violation.step + 1 === state.at;
  const place = step?.places[0];
  return (
    <section class="this-step" aria-label={t('This step')}>
      <h2>{step ? t('Step {0}: {1}', state.at, run.lanes[step.lane]?.name ?? '') : t('Start')}</h2>
      {step ? (
        <p>
          <code>{stepText(step)}</code>
        </p>
      ) : (
        <p class="quiet">{t('Nothing has happened yet.')}</p>
      )}
      {step && step.stack.length > 0 && <p class="quiet">{t('in {0}', step.stack.map((name) => `${name}()`).join(' → '))}</p>}
      {place && (
        <p>
          <button type="button" class="link" onClick={() => controller.perform('source')}>
            {place.name}
          </button>
          {step?.file !== undefined && <span class="quiet"> {t('as the replay holds it: its file is not at hand')}</span>}
        </p>
      )}
      {!place && step?.file !== undefined && <p class="quiet">{t('in {0}, which is not at hand', step.file)}</p>}
      {changes.length > 0 && (
        <ul class="changes">
          {changes.map(({ how, text }) => (
            <li key={text} class={how}>
              <span class="sign">{{ added: '+', changed: '~', removed: '-' }[how]}</span> <code>{text}</code>
            </li>
          ))}
        </ul>
      )}
      {held.length > 0 && (
        <p class="quiet">
          {t(
            'held now: {0}',
            held.map(({ lane, lock, how }) => `${run.lanes[lane]?.name ?? ''} ${lock}${how === '' ? '' : ` (${tell(how)})`}`).join(', '),
          )}
        </p>
      )}
      {broken && (
        <p class="violation">
          <Mark kind="breaks" /> <strong>{tell(run.violation?.sentence ?? '')}</strong>
        </p>
      )}
      {state.at === run.steps.length && !broken && run.ending !== '' && <p class="quiet">{tell(run.ending)}</p>}
    </section>
  );
}

function Choices({ state, controller, run }: SideProps): JSX.Element | null {
  const { choices } = state;
  if (!state.replay?.can.includes('hand')) return null;
  const known = choices && choices.run === run && choices.at === state.at ? choices : undefined;
  return (
    <section aria-label={t('Choices')} class="choices">
      <h2>{t('Next')}</h2>
      {!known && <p class="quiet">{t('Asking who can go on.')}</p>}
      {known && known.choices.length === 0 && <p class="quiet">{t('Nobody can go on.')}</p>}
      {known && known.choices.length > 0 && (
        <ol>
          {known.choices.map((choice) => (
            <li key={choice.rule}>
              <button
                type="button"
                class={choice.taken ? 'choice taken' : 'choice'}
                onClick={() => controller.take(choice.rule)}
                data-rule={choice.rule}
              >
                <span class={`who tone${choice.lane % 4}`}>{run.lanes[choice.lane]?.name}</span> <code>{stepText(choice)}</code>
                {choice.fault && <strong class="broke"> {t('breaks: {0}', tell(choice.fault))}</strong>}
                {choice.taken && <span class="quiet"> {t('(this run)')}</span>}
              </button>
            </li>
          ))}
        </ol>
      )}
      {known?.stuck.map(({ lane, why }) => (
        <p key={lane} class="quiet">
          {run.lanes[lane]?.name} {tell(why)}
        </p>
      ))}
    </section>
  );
}

/** What was looked for: other violations, changes to try. */
function Lists({ state, controller, run }: SideProps): JSX.Element | null {
  const found = state.found?.run === run.id ? state.found : undefined;
  const candidates = state.candidates?.run === run.id ? state.candidates : undefined;
  const section = useRef<HTMLElement>(null);
  // Whoever asked for the list goes on in it.
  useLayoutEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' });
    section.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [found, candidates]);
  if (!found && !candidates) return null;
  return (
    <section class="list" ref={section} aria-label={found ? t('Other violations') : t('What if')}>
      <h2>{found ? t('Other violations') : t('What if')}</h2>
      <p class="quiet">{tell(found?.said ?? candidates?.said ?? '')}</p>
      <ul>
        {found?.found.map(({ id, sentence, steps, preemptions, where, after }) => (
          <li key={id}>
            <button type="button" class="choice" onClick={() => controller.other(id)}>
              {tell(sentence)} <code>{where}</code>{' '}
              <span class="quiet">
                {preemptions === 1 ? t('{0} steps, one preemption', steps) : t('{0} steps, {1} preemptions', steps, preemptions)}
                {after !== undefined && ` ${t('(broken on the way: {0})', tell(after))}`}
              </span>
            </button>
          </li>
        ))}
        {candidates?.candidates.map(({ id, text }) => (
          <li key={id}>
            <button type="button" class="choice" data-candidate={id} onClick={() => controller.tryOut(id)}>
              {tell(text)}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => controller.perform('cancel')}>
        {t('Close')}
      </button>
    </section>
  );
}

function Pins({ state, controller, run }: SideProps): JSX.Element | null {
  if (state.pins.length === 0) return null;
  const values = valuesAt(run, state.at);
  const changed = new Set(changesAt(run, state.at).map(({ name }) => name));
  return (
    <section aria-label={t('Followed values')} class="pins">
      <h2>{t('Followed')}</h2>
      <table>
        <tbody>
          {state.pins.map((name) => {
            const field = fieldNamed(run, name);
            return (
              <tr key={name} class={changed.has(name) ? 'changed' : ''}>
                <th scope="row">{name}</th>
                <td>{field === undefined ? t('not in this image') : values[field] || '-'}</td>
                <td>
                  <button
                    type="button"
                    class="pin pressed"
                    aria-label={t('Stop following {0}', name)}
                    onClick={() => controller.dispatch({ type: 'pin', names: [name] })}
                  >
                    <Icon shape="pin" />
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Invariants({ state, run }: SideProps): JSX.Element | null {
  if (run.invariants.length === 0) return null;
  const holds = invariantsAt(run, state.at);
  const done = state.at === run.steps.length;
  return (
    <section aria-label={t('Invariants')} class="invariants">
      <h2>{t('Invariants')}</h2>
      <ul>
        {run.invariants.map(({ name, sentence, when }, index) => {
          const broken = holds[index] === false && (when === 'always' || (done && run.violation?.invariant === index));
          const kind = broken ? 'breaks' : when === 'finally' && !done ? 'unknown' : 'holds';
          return (
            <li key={name} class={kind}>
              <Mark kind={kind} />{' '}
              <span>
                {sentence}: <span class="quiet">{broken ? t('broken') : kind === 'unknown' ? t('asked at the end') : t('holds')}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Explored({ state, run }: SideProps): JSX.Element | null {
  const { verdict, bounds, assumed } = run;
  const story = state.replay?.story ?? '';
  if (verdict.explored === '' && bounds.length + assumed.length === 0 && story === '') return null;
  return (
    <section aria-label={t('What was explored')} class="explored">
      <h2>{t('Explored')}</h2>
      {verdict.explored !== '' && <p>{tell(verdict.explored)}</p>}
      {bounds.map((bound) => (
        <p key={bound} class="quiet">
          {t('Bound: {0}', tell(bound))}
        </p>
      ))}
      {assumed.length > 0 && (
        <details>
          <summary>{assumed.length === 1 ? t('one thing assumed') : t('{0} things assumed', assumed.length)}</summary>
          <ul>
            {assumed.map((sentence) => (
              <li key={sentence}>{tell(sentence)}</li>
            ))}
          </ul>
        </details>
      )}
      {story !== '' && <p>{story.split('\n').map(tell).join('\n')}</p>}
    </section>
  );
}
