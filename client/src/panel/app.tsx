/** The page: what is replayed, time, the stage with lanes or comparison or text, and beside it the world. */
import type { JSX } from 'preact';
import { CompareView } from './compare-view.tsx';
import { KeysView } from './keys-view.tsx';
import { LanesView } from './lanes-view.tsx';
import { Mark } from './marks.tsx';
import { useForm, useMetrics } from './measure.tsx';
import { tell } from './phrases.ts';
import type { Props } from './props.ts';
import { SideView } from './side-view.tsx';
import { runOf } from './state.ts';
import { t } from './strings.ts';
import { TextView } from './text-view.tsx';
import { Toolbar } from './toolbar.tsx';

export function App({ state, controller }: Props): JSX.Element | null {
  const { metrics, probe } = useMetrics();
  const form = useForm(metrics);
  const run = runOf(state);
  return (
    <div class={`app${form.narrow ? ' narrow' : ''}${form.low ? ' low' : ''}`}>
      <span class="probe" ref={probe} aria-hidden="true">
        MMMMMMMMMMMMMMMMMMMM
      </span>
      {run && state.replay ? (
        <>
          <Head state={state} controller={controller} />
          <Toolbar state={state} controller={controller} run={run} />
          <div class="body">
            <main class="stage" aria-label={t('Replay')}>
              {state.view === 'lanes' && <LanesView key={run.id} state={state} controller={controller} run={run} metrics={metrics} />}
              {state.view === 'compare' && <CompareView state={state} controller={controller} run={run} metrics={metrics} />}
              {state.view === 'text' && <TextView run={run} replay={state.replay} at={state.at} controller={controller} />}
            </main>
            <SideView state={state} controller={controller} run={run} metrics={metrics} />
          </div>
        </>
      ) : (
        <main class="empty">
          <h1>{state.failure ? t('This cannot be replayed') : t('Replay')}</h1>
          <p>{state.failure === undefined ? t('Asking the server for the replay.') : tell(state.failure)}</p>
          {state.failure && (
            <p>
              <button type="button" onClick={() => controller.perform('open')}>
                {t('Open a replay file')}
              </button>
            </p>
          )}
        </main>
      )}
      {state.keysShown && <KeysView controller={controller} />}
      <p class="status" role="status" aria-live="polite" aria-atomic="true">
        {/* Another key: the same sentence again is news all the same. */}
        <span key={state.saidCount}>{state.said}</span>
      </p>
    </div>
  );
}

function Head({ state, controller }: Props): JSX.Element | null {
  const run = runOf(state);
  const { replay } = state;
  if (!run || !replay) return null;
  return (
    <header class="head">
      <h1>{tell(replay.title)}</h1>
      {state.runs.length > 1 && (
        <fieldset class="runs">
          <legend>{t('Image')}</legend>
          {state.runs.map((one) => (
            <label key={one.id} class={one.id === run.id ? 'run current' : 'run'}>
              <input
                type="radio"
                name="run"
                checked={one.id === run.id}
                onChange={() => controller.dispatch({ type: 'run', run: one.id })}
              />
              <Mark kind={one.verdict.kind} />
              <span>{tell(one.label)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <p class={`verdict ${run.verdict.kind}`}>
        <Mark kind={run.verdict.kind} />
        <strong>{tell(run.verdict.sentence)}</strong>
        {run.verdict.explored !== '' && <span class="quiet"> {tell(run.verdict.explored)}</span>}
      </p>
      {replay.lacks.map((sentence) => (
        <p key={sentence} class="quiet">
          {tell(sentence)}
        </p>
      ))}
    </header>
  );
}
