/** All of the run in lines of text, for a screen reader and for those who like text. */
import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { ReplayData, RunData } from '../../../server/src/lsp/sim-protocol.ts';
import type { Controller } from './controller.ts';
import { t } from './strings.ts';
import { textOf } from './words.ts';

export interface TextProps {
  readonly run: RunData;
  readonly replay: ReplayData;
  readonly at: number;
  readonly controller: Controller;
}

export function TextView({ run, replay, at, controller }: TextProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  // The lines are made once; only the mark of the current step moves.
  useLayoutEffect(() => {
    const old = box.current?.querySelector('[aria-current]');
    old?.removeAttribute('aria-current');
    const now = box.current?.querySelector(`[data-at="${at}"]`);
    now?.setAttribute('aria-current', 'step');
    now?.scrollIntoView({ block: 'nearest' });
  }, [at, run]);
  return (
    <div class="text" ref={box} tabIndex={0} role="region" aria-label={t('The replay as text')}>
      <Lines run={run} replay={replay} controller={controller} />
    </div>
  );
}

function Lines({ run, replay, controller }: Omit<TextProps, 'at'>): JSX.Element {
  const lines = useMemo(() => textOf(run, replay.title, replay.story), [run, replay]);
  return useMemo(
    () => (
      <>
        {lines.map((line, index) => {
          if (line.kind === 'heading') return <h2 key={index}>{line.text}</h2>;
          if (line.kind === 'line') return <p key={index}>{line.text}</p>;
          return (
            <p key={index} class="step-line" data-at={line.at} onClick={() => controller.go(line.at)}>
              {line.text}
            </p>
          );
        })}
      </>
    ),
    [lines],
  );
}
