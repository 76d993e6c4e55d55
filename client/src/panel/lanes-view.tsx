/** The lanes, drawn: time downwards, one lane for each thread. Only the rows in sight are in the document. */
import type { JSX } from 'preact';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import type { RunData } from '../../../server/src/lsp/sim-protocol.ts';
import { cut, inSight, type Layout, layoutOf, type Row } from './lanes.ts';
import { keepColumnInSight, keepInSight, type Metrics, useScroll } from './measure.tsx';
import { tell } from './phrases.ts';
import type { Props } from './props.ts';
import { t } from './strings.ts';
import { announce } from './words.ts';
import { fieldNamed, valuesOf } from './world.ts';

const BAR = 9;
const EDGE = 8;

interface Geometry {
  readonly row: number;
  readonly ch: number;
  readonly gutter: number;
  readonly lane: number;
  readonly width: number;
  readonly pin: number;
}

/** Lanes share what there is, down to the narrowest that code can be read in; where they cannot all be seen at once anyway, each gets more. */
function geometry(run: RunData, metrics: Metrics, width: number, pins: number): Geometry {
  const gutter = metrics.ch * (String(run.steps.length).length + 2);
  const pin = metrics.ch * 14;
  const share = (width - gutter - pins * pin - 2) / Math.max(1, run.lanes.length);
  const lane = share < metrics.ch * 20 ? metrics.ch * 26 : share;
  return { ...metrics, gutter, lane, pin, width: gutter + lane * run.lanes.length + pins * pin };
}

export function LanesView({ state, controller, run, metrics }: Props & { readonly run: RunData; readonly metrics: Metrics }): JSX.Element {
  const { box, top, left, width, height, onScroll } = useScroll();
  const layout = layoutOf(run);
  const pins = useMemo(
    () => state.pins.flatMap((name) => (fieldNamed(run, name) === undefined ? [] : [{ name, field: fieldNamed(run, name) as number }])),
    [run, state.pins],
  );
  const size = geometry(run, metrics, width, pins.length);
  const head = metrics.row * 2 + 6;
  const current = state.at === 0 ? -1 : (layout.rowOf[state.at - 1] ?? -1);
  useLayoutEffect(
    () => keepInSight(box.current, Math.max(0, current) * metrics.row + head, metrics.row, head),
    [current, metrics.row, run, height],
  );
  const lane = run.steps[state.at - 1]?.lane ?? 0;
  useLayoutEffect(() => keepColumnInSight(box.current, lane === 0 ? 0 : size.gutter + lane * size.lane, size.lane), [lane, run, size.lane]);
  const [first, end] = inSight(layout.rows.length, metrics.row, Math.max(0, top - head), height);
  const x = (lane: number): number => size.gutter + lane * size.lane;
  const click = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target.closest('[data-step]') : null;
    if (target) controller.go(Number(target.getAttribute('data-step')) + 1);
  };
  return (
    <div class="lanes" ref={box} onScroll={onScroll}>
      <div class="lane-heads" style={{ width: `${size.width}px`, height: `${head}px`, paddingLeft: `${size.gutter}px` }}>
        {run.lanes.map((lane, index) => (
          <div key={index} class={`lane-head tone${index % 4}`} style={{ width: `${size.lane}px` }}>
            <strong>{lane.name}</strong>
            <span title={lane.runs}>{lane.runs}</span>
          </div>
        ))}
        {pins.map(({ name }) => (
          <div key={name} class="lane-head pinned" style={{ width: `${size.pin}px` }} title={name}>
            {name}
          </div>
        ))}
      </div>
      <div
        class="steps"
        role="listbox"
        tabIndex={0}
        aria-label={t('Steps of {0}', run.lanes.map(({ name, runs }) => `${name} ${runs}`).join(', '))}
        aria-activedescendant={state.at === 0 ? undefined : `step-${state.at}`}
        onClick={click}
      >
        <svg
          role="presentation"
          class="lane-svg"
          width={size.width}
          height={Math.max(1, layout.rows.length) * metrics.row + 4}
          font-size={metrics.row * 0.66}
        >
          <defs>
            {run.lanes.map((_, lane) => (
              <clipPath key={lane} id={`lane-${lane}`}>
                <rect
                  x={x(lane)}
                  y={first * metrics.row}
                  width={size.lane - (layout.tinted[lane] ?? 0) * 12 - 4}
                  height={(end - first) * metrics.row}
                />
              </clipPath>
            ))}
            <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
              <path d="M0 0L8 4L0 8z" class="arrow-head" />
            </marker>
          </defs>
          <Back layout={layout} run={run} size={size} x={x} first={first} end={end} />
          {current >= 0 && (
            <rect class="current" x={0.5} y={current * metrics.row + 0.5} width={size.width - 1} height={metrics.row - 1} rx={2} />
          )}
          {layout.rows.slice(first, end).map((row, index) => (
            <RowView
              key={first + index}
              row={row}
              index={first + index}
              run={run}
              layout={layout}
              size={size}
              x={x}
              at={state.at}
              left={left}
              seen={width}
            />
          ))}
          {layout.crossings
            .filter(({ fromRow, toRow }) => toRow >= first && fromRow < end)
            .map(({ fromLane, toLane, fromRow, toRow, step }) => {
              const from = x(fromLane) + EDGE / 2;
              const to = x(toLane) + EDGE / 2;
              const y1 = (fromRow + 1) * metrics.row - 3;
              const y2 = toRow * metrics.row + metrics.row / 2;
              const middle = (fromRow + 1) * metrics.row;
              return (
                <path
                  key={`crossing-${step}`}
                  class="crossing"
                  marker-end="url(#arrow)"
                  d={`M${from} ${y1}V${middle}H${to}V${Math.max(middle + 2, y2)}`}
                />
              );
            })}
          {pins.map(({ name, field }, index) => (
            <Pinned
              key={name}
              field={field}
              run={run}
              layout={layout}
              size={size}
              column={pins.length - 1 - index}
              first={first}
              end={end}
              at={state.at}
            />
          ))}
        </svg>
      </div>
      {run.steps.length === 0 && <p class="quiet">{t('There is no step to show: {0}', tell(run.ending))}</p>}
    </div>
  );
}

interface Drawn {
  readonly run: RunData;
  readonly layout: Layout;
  readonly size: Geometry;
  readonly x: (lane: number) => number;
}

/** What lies behind the text: life lines, contexts, locks. */
function Back({ layout, run, size, x, first, end }: Drawn & { readonly first: number; readonly end: number }): JSX.Element {
  const { row } = size;
  const seen = ({ top, bottom }: { readonly top: number; readonly bottom: number }): boolean => bottom >= first && top < end;
  return (
    <g>
      {run.lanes.map((_, lane) => (
        <line key={lane} class={`life tone${lane % 4}`} x1={x(lane) + EDGE / 2} x2={x(lane) + EDGE / 2} y1={first * row} y2={end * row} />
      ))}
      {layout.tints.filter(seen).map(({ lane, what, top, bottom, slot }) => (
        <g key={`${lane} ${what} ${top}`}>
          <rect
            class={`tint ${what.replace(/\W/g, '-')}`}
            x={x(lane) + 1}
            y={top * row}
            width={size.lane - 2}
            height={(bottom - top + 1) * row}
          />
          {(bottom - top + 1) * row > (what.length + 1) * size.ch && (
            <text class="tint-name" transform={`translate(${x(lane) + size.lane - 11 - slot * 12} ${top * row + 4}) rotate(90)`}>
              {tell(what)}
            </text>
          )}
        </g>
      ))}
      {layout.bars.filter(seen).map(({ lane, slot, top, bottom, lock, how, open }) => (
        <rect
          key={`${lane} ${slot} ${top}`}
          class={`hold hue${hue(lock)}${open ? ' open' : ''}`}
          x={x(lane) + EDGE + 2 + slot * BAR}
          y={top * row + 3}
          width={BAR - 3}
          height={Math.max(4, (bottom - top + 1) * row - (open ? 0 : 6))}
          rx={2}
        >
          <title>{held(run.lanes[lane]?.name ?? '', how === '' ? lock : `${lock} (${tell(how)})`, open)}</title>
        </rect>
      ))}
    </g>
  );
}

function held(who: string, lock: string, open: boolean): string {
  return open ? t('{0} holds {1}, never given back in this run', who, lock) : t('{0} holds {1}', who, lock);
}

/** One of six colours: the same lock has the same one in all lanes. */
export function hue(name: string): number {
  let sum = 0;
  for (let index = 0; index < name.length; index++) sum = (sum * 31 + name.charCodeAt(index)) % 9973;
  return sum % 6;
}

function RowView({
  row,
  index,
  run,
  layout,
  size,
  x,
  at,
  left: scrolled,
  seen,
}: Drawn & {
  readonly row: Row;
  readonly index: number;
  readonly at: number;
  /** how far the lanes are scrolled sideways, and how much of them is seen */
  readonly left: number;
  readonly seen: number;
}): JSX.Element {
  const y = index * size.row;
  const base = y + size.row * 0.7;
  if (row.kind === 'broken') {
    return (
      <g class="broken" data-step={Math.max(0, row.step)}>
        <rect x={0.5} y={y + 1} width={size.width - 1} height={size.row - 2} />
        <path class="cross" d={`M${scrolled + size.gutter - 14} ${y + 5}l8 ${size.row - 10}m0 ${10 - size.row}l-8 ${size.row - 10}`} />
        {/* It goes along when the lanes are scrolled sideways: what is wrong is read in any case. */}
        <text x={scrolled + size.gutter + 2} y={base}>
          {cut(row.text, Math.floor((Math.min(seen, size.width) - size.gutter - 8) / size.ch))}
          <title>{row.text}</title>
        </text>
      </g>
    );
  }
  if (row.kind === 'loop') {
    return (
      <g class="loop">
        <line x1={size.gutter} x2={size.width - 2} y1={y + size.row / 2} y2={y + size.row / 2} />
        <text x={size.gutter + size.ch * 2} y={base}>
          {row.text}
        </text>
      </g>
    );
  }
  const left = x(row.lane) + EDGE + 4 + (layout.slots[row.lane] ?? 0) * BAR + Math.max(0, row.depth - 1) * size.ch * 2;
  if (row.kind === 'call') {
    return (
      <text class="call" x={left} y={base} clip-path={`url(#lane-${row.lane})`}>
        {row.text}
      </text>
    );
  }
  const step = run.steps[row.step];
  const place = row.step + 1;
  return (
    <g class={`step ${step?.kind ?? ''}${place > at ? ' ahead' : ''}${step?.preempts ? ' preempts' : ''}`} data-step={row.step}>
      {left + row.text.length * size.ch > x(row.lane) + size.lane && <title>{row.text}</title>}
      <rect class="hit" x={0} y={y} width={size.width} height={size.row} />
      <text class="number" x={size.gutter - size.ch} y={base} text-anchor="end">
        {place}
      </text>
      <circle
        class={`dot tone${row.lane % 4}`}
        cx={x(row.lane) + EDGE / 2}
        cy={y + size.row / 2}
        r={step && step.changes.length > 0 ? 3.5 : 2}
      />
      {/* The name of an option begins with what is seen of it. */}
      <text
        id={`step-${place}`}
        role="option"
        aria-selected={place === at}
        aria-posinset={place}
        aria-setsize={run.steps.length}
        aria-label={`${row.text}. ${announce(run, place)}`}
        class="code"
        x={left}
        y={base}
        clip-path={`url(#lane-${row.lane})`}
      >
        {row.text}
      </text>
    </g>
  );
}

/** The values of one followed field beside the steps, bold where a step changes it. */
function Pinned({
  field,
  run,
  layout,
  size,
  column,
  first,
  end,
  at,
}: Omit<Drawn, 'x'> & {
  readonly field: number;
  readonly column: number;
  readonly first: number;
  readonly end: number;
  readonly at: number;
}): JSX.Element {
  const left = size.width - size.pin * (1 + column) + 6;
  const rows = layout.rows.slice(first, end);
  const steps = rows.flatMap((row) => (row.kind === 'step' ? [row.step + 1] : []));
  const [from, to] = [steps[0] ?? 0, steps.at(-1) ?? 0];
  const texts = valuesOf(run, field, from, to);
  return (
    <g class="pinned">
      {rows.map((row, index) => {
        if (row.kind !== 'step') return null;
        const changed = run.steps[row.step]?.changes.some((change) => change.field === field) === true;
        return (
          <text
            key={row.step}
            class={`${changed ? 'changed' : ''}${row.step >= at ? ' ahead' : ''}`}
            x={left}
            y={(first + index) * size.row + size.row * 0.7}
          >
            {cut(texts[row.step + 1 - from] || '-', Math.floor(size.pin / size.ch) - 1)}
          </text>
        );
      })}
    </g>
  );
}
