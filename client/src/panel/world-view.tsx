/** The world at this step: as a small graph, or as a table of all values. What the step added, changed or removed is marked by a sign, not by colour alone. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ObjectData, RunData } from '../../../server/src/lsp/sim-protocol.ts';
import { graphOf } from './graph.ts';
import { cut, inSight } from './lanes.ts';
import { Icon } from './marks.tsx';
import { type Metrics, useScroll } from './measure.tsx';
import type { Props } from './props.ts';
import { t } from './strings.ts';
import { type Change, changesAt, fieldName, valuesAt, worldRows } from './world.ts';

type WorldProps = Props & { readonly run: RunData; readonly metrics: Metrics };

const signs = { added: '+', changed: '~', removed: '-' } as const;

export function WorldView(props: WorldProps): JSX.Element {
  const { state, controller } = props;
  return (
    <section class="world" aria-label={t('World')}>
      <h2>
        {t('World')}
        <span class="tabs">
          {(['graph', 'table'] as const).map((side) => (
            <button
              key={side}
              type="button"
              class={state.side === side ? 'pressed' : ''}
              aria-pressed={state.side === side}
              onClick={() => controller.dispatch({ type: 'side', side })}
            >
              {side === 'graph' ? t('Graph') : t('Table')}
            </button>
          ))}
        </span>
      </h2>
      {state.side === 'graph' ? <GraphView {...props} /> : <TableView {...props} />}
    </section>
  );
}

const FIELDS = 6;

function GraphView({ state, controller, run, metrics }: WorldProps): JSX.Element {
  const values = valuesAt(run, state.at);
  const changes = changesAt(run, state.at);
  const changed = new Map(changes.map((change) => [change.field, change]));
  const interest = useMemo(() => {
    const names = new Set([...state.pins.map((pin) => pin.split(/[.:]/)[0] ?? pin), state.chosen ?? '']);
    return new Set([...changes.map(({ object }) => object), ...run.objects.flatMap(({ name }, index) => (names.has(name) ? [index] : []))]);
  }, [run, state.at, state.pins, state.chosen]);
  const graph = useMemo(() => graphOf(run, values, interest), [run, values, interest]);
  const { row, ch } = metrics;
  const line = row * 0.82;
  const width = ch * 0.86 * 22;
  const gap = ch * 5;
  const lines = (object: ObjectData): number => 1 + Math.min(FIELDS + 1, object.fields.length);
  // Columns one after the other, boxes of one column under each other.
  const at = new Map<number, { x: number; y: number; height: number }>();
  const bottoms: number[] = [];
  for (const { object, column } of graph.nodes) {
    const data = run.objects[object];
    if (!data) continue;
    const y = bottoms[column] ?? 4;
    const height = lines(data) * line + 6;
    at.set(object, { x: 4 + column * (width + gap), y, height });
    bottoms[column] = y + height + line * 0.7;
  }
  const total = { width: Math.max(1, graph.columns) * (width + gap) + 8, height: Math.max(40, ...bottoms) };
  return (
    <div class="graph" tabIndex={0} role="region" aria-label={t('World as a graph')}>
      <svg width={total.width} height={total.height} font-size={line * 0.8} role="group" aria-label={t('Objects and pointers')}>
        <defs>
          <marker id="points" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">
            <path d="M0 0L8 4L0 8z" class="edge-head" />
          </marker>
        </defs>
        {graph.edges.map(({ from, to, label, field }) => {
          const a = at.get(from);
          const b = at.get(to);
          if (!a || !b) return null;
          const right = b.x > a.x;
          const x1 = right ? a.x + width : a.x;
          const x2 = right ? b.x : b.x + width;
          const y1 = a.y + Math.min(a.height - 4, line * 1.4);
          const y2 = b.y + line * 0.7;
          const bend = a.x === b.x ? -gap * 0.9 : right ? gap / 2 : -gap / 2;
          const end = a.x === b.x ? b.x : x2;
          return (
            <path
              key={field}
              class={changed.has(field) ? 'edge changed' : 'edge'}
              marker-end="url(#points)"
              d={`M${x1} ${y1}C${x1 + bend} ${y1} ${end + (a.x === b.x ? bend : -bend)} ${y2} ${end} ${y2}`}
            >
              <title>{t('{0} points to {1}', `${run.objects[from]?.name ?? ''}.${label}`, run.objects[to]?.name ?? '')}</title>
            </path>
          );
        })}
        {graph.nodes.map(({ object, exists }) => {
          const data = run.objects[object];
          const box = at.get(object);
          if (!data || !box) return null;
          const first = [...data.fields].sort((a, b) => Number(changed.has(b.field)) - Number(changed.has(a.field))).slice(0, FIELDS);
          const shown = data.fields.filter((field) => first.includes(field));
          const touched = data.fields.some(({ field }) => changed.has(field));
          const choose = (): void => controller.dispatch({ type: 'object', name: data.name });
          const press = (event: KeyboardEvent): void => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            choose();
          };
          return (
            <g
              key={data.name}
              role="button"
              // As SVG spells it.
              tabindex={0}
              aria-pressed={state.chosen === data.name}
              class={`node${exists ? '' : ' gone'}${touched ? ' touched' : ''}${state.chosen === data.name ? ' chosen' : ''}`}
              transform={`translate(${box.x} ${box.y})`}
              onClick={choose}
              onKeyDown={press}
            >
              <rect width={width} height={box.height} rx={3} />
              <text class="name" x={5} y={line * 0.85}>
                {cut(data.name, 15)}
                <tspan class="struct">{` ${cut(data.struct, Math.max(0, 22 - data.name.length))}`}</tspan>
              </text>
              {shown.map((field, index) => {
                const change = changed.get(field.field);
                const text = `${change ? signs[change.how] : ' '} ${field.path === '' ? '' : `${field.path} `}${values[field.field] || '-'}`;
                return (
                  <text key={field.field} class={change ? `field ${change.how}` : 'field'} x={5} y={line * (index + 1.85)}>
                    {cut(text, 24)}
                  </text>
                );
              })}
              {data.fields.length > FIELDS && (
                <text class="field more" x={5} y={line * (shown.length + 1.85)}>
                  {`  ${t('{0} more in the table', data.fields.length - shown.length)}`}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      {graph.hidden > 0 && <p class="quiet">{t('{0} more objects are in the table.', graph.hidden)}</p>}
    </div>
  );
}

function TableView({ state, controller, run, metrics }: WorldProps): JSX.Element {
  const { box, top, height, onScroll } = useScroll();
  const values = valuesAt(run, state.at);
  const changes: ReadonlyMap<number, Change> = new Map(changesAt(run, state.at).map((change) => [change.field, change]));
  const rows = useMemo(() => worldRows(run, values, state.closed, state.filter), [run, values, state.closed, state.filter]);
  const line = metrics.row + 4;
  const [first, end] = inSight(rows.length, line, top, height);
  return (
    <>
      {run.objects.length > 8 && (
        <input
          type="search"
          placeholder={t('Filter objects and fields')}
          aria-label={t('Filter objects and fields')}
          value={state.filter}
          onInput={(event) => controller.dispatch({ type: 'filter', filter: event.currentTarget.value })}
        />
      )}
      <div class="table" ref={box} onScroll={onScroll} tabIndex={0} role="region" aria-label={t('World as a table')}>
        <div role="table" aria-label={t('Values')} aria-rowcount={rows.length} style={{ height: `${rows.length * line}px` }}>
          <div role="rowgroup">
            {rows.slice(first, end).map((row, offset) => {
              const object = run.objects[row.object];
              if (!object) return null;
              const index = first + offset;
              const style = { top: `${index * line}px`, height: `${line}px` };
              if (row.kind === 'object') {
                const only = object.fields.length === 1 && object.fields[0]?.path === '' ? object.fields[0] : undefined;
                const change = only && changes.get(only.field);
                return (
                  <div
                    role="row"
                    key={`o${row.object}`}
                    aria-rowindex={index + 1}
                    style={style}
                    class={`world-row object${row.exists ? '' : ' gone'}`}
                  >
                    <div role="rowheader" class="cell">
                      <button
                        type="button"
                        class="fold"
                        disabled={only !== undefined || !row.exists}
                        aria-expanded={row.open}
                        aria-label={t('Fields of {0}', object.name)}
                        onClick={() => controller.dispatch({ type: 'fold', name: object.name })}
                      >
                        {row.open ? '▾' : '▸'}
                      </button>
                      <button
                        type="button"
                        class={state.chosen === object.name ? 'choose pressed' : 'choose'}
                        aria-pressed={state.chosen === object.name}
                        title={t('Choose: C goes to its next change')}
                        onClick={() => controller.dispatch({ type: 'object', name: object.name })}
                      >
                        {object.name}
                      </button>
                      <span class="quiet"> {object.struct}</span>
                    </div>
                    <div role="cell" class="cell value">
                      {only ? (
                        <Value text={values[only.field] ?? ''} change={change} />
                      ) : row.exists ? (
                        ''
                      ) : (
                        <span class="quiet">{t('does not exist')}</span>
                      )}
                    </div>
                    <div role="cell" class="cell pin-cell">
                      {only && <Pin name={object.name} state={state} controller={controller} />}
                    </div>
                  </div>
                );
              }
              const name = fieldName(object, row.field);
              return (
                <div role="row" key={`f${row.field.field}`} aria-rowindex={index + 1} style={style} class="world-row field">
                  <div role="rowheader" class="cell">
                    {row.field.path}
                  </div>
                  <div role="cell" class="cell value">
                    <Value text={values[row.field.field] ?? ''} change={changes.get(row.field.field)} />
                  </div>
                  <div role="cell" class="cell pin-cell">
                    <Pin name={name} state={state} controller={controller} />
                  </div>
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </>
  );
}

function Value({ text, change }: { readonly text: string; readonly change: Change | undefined }): JSX.Element {
  if (!change) return <code>{text || '-'}</code>;
  return (
    <code class={`changed ${change.how}`}>
      <span class="sign">{signs[change.how]}</span> {text || '-'}
      {change.how === 'changed' && <span class="quiet"> {t('was {0}', change.was)}</span>}
    </code>
  );
}

function Pin({ name, state, controller }: Props & { readonly name: string }): JSX.Element {
  const pinned = state.pins.includes(name);
  return (
    <button
      type="button"
      class={pinned ? 'pin pressed' : 'pin'}
      aria-pressed={pinned}
      aria-label={t('Follow {0}', name)}
      onClick={() => controller.dispatch({ type: 'pin', names: [name] })}
    >
      <Icon shape="pin" />
    </button>
  );
}
