/** The same schedule on both images, side by side, with the row where they part. */
import type { JSX } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { RunData } from '../../../server/src/lsp/sim-protocol.ts';
import { inSight, stepText } from './lanes.ts';
import { Mark } from './marks.tsx';
import { keepInSight, type Metrics, useScroll } from './measure.tsx';
import { tell } from './phrases.ts';
import type { Props } from './props.ts';
import { t } from './strings.ts';

export function CompareView({
  state,
  controller,
  run,
  metrics,
}: Props & { readonly run: RunData; readonly metrics: Metrics }): JSX.Element {
  const { box, top, height, onScroll } = useScroll();
  const comparison = state.comparison?.of === run ? state.comparison.data : undefined;
  const mine = comparison && (comparison.left.id === run.id ? 'left' : 'right');
  const current = comparison && mine ? comparison.rows.findIndex((row) => row[mine] === state.at - 1) : -1;
  const head = metrics.row * 3;
  useLayoutEffect(() => {
    if (!comparison) controller.compare();
  }, [comparison, run]);
  useLayoutEffect(() => {
    if (current >= 0) keepInSight(box.current, current * metrics.row + head, metrics.row, head);
  }, [current, metrics.row]);
  if (!comparison) return <p class="quiet">{t('Running the schedule on the other image.')}</p>;
  const { left, right, rows, parts } = comparison;
  const [first, end] = inSight(rows.length, metrics.row, Math.max(0, top - head), height);
  const side = (one: RunData, step: number | undefined): JSX.Element | string => {
    const data = step === undefined ? undefined : one.steps[step];
    if (step === undefined || !data) return '';
    return (
      <>
        <span class="number">{step + 1}</span>
        <span class={`tone${data.lane % 4} who`}>{one.lanes[data.lane]?.name}</span>
        <code title={stepText(data)} style={{ '--calls': Math.max(0, data.stack.length - 1) }}>
          {stepText(data)}
        </code>
        {one.violation?.step === step && <strong class="broke"> {t('breaks: {0}', tell(one.violation.sentence))}</strong>}
      </>
    );
  };
  return (
    <div class="compare" ref={box} onScroll={onScroll} tabIndex={0} role="region" aria-label={t('Before and after, side by side')}>
      <p class="parts">{tell(comparison.sentence)}</p>
      <div role="table" aria-label={t('The same schedule on both images')} aria-rowcount={rows.length + 1} class="pairs">
        <div role="rowgroup" class="pair-head">
          <div role="row" aria-rowindex={1} class="pair">
            {[left, right].map((one) => (
              <div role="columnheader" key={one.id} class="cell">
                <Mark kind={one.verdict.kind} /> <strong>{tell(one.label)}</strong> <span class="quiet">{tell(one.verdict.sentence)}</span>
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" class="pair-body" style={{ height: `${rows.length * metrics.row}px` }}>
          {rows.slice(first, end).map((row, offset) => {
            const index = first + offset;
            const names = ['pair', index === current ? 'current' : '', index === parts ? 'parting' : '', index >= parts ? 'apart' : ''];
            return (
              <div
                role="row"
                key={index}
                aria-rowindex={index + 2}
                aria-current={index === current ? 'step' : undefined}
                class={names.filter((name) => name !== '').join(' ')}
                style={{ top: `${index * metrics.row}px`, height: `${metrics.row}px` }}
                onClick={() => {
                  const step = mine && row[mine];
                  if (step !== undefined) controller.go(step + 1);
                }}
              >
                <div role="cell" class="cell">
                  {side(left, row.left)}
                </div>
                <div role="cell" class="cell">
                  {side(right, row.right)}
                </div>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
