/** What is said aloud and written in lines: the page's own sentences. What a step or a verdict means comes from the server as words. */
import type { RunData } from '../../../server/src/lsp/sim-protocol.ts';
import { textsOf } from './lanes.ts';
import { tell } from './phrases.ts';
import { t } from './strings.ts';
import { type Change, changesAt } from './world.ts';

/** For the live region, once a step is reached: `Step 7 of 12, preempts CPU0. CPU1, zswap_lru_add(): spin_lock(&lru->lock). takes lru.lock.` */
export function announce(run: RunData, at: number): string {
  const total = run.steps.length;
  const step = run.steps[at - 1];
  if (!step) return `${t('Start, {0} steps.', total)}${broken(run, at)}`;
  const before = run.steps[at - 2];
  const preempted = step.preempts && before ? (run.lanes[before.lane]?.name ?? t('another thread')) : '';
  const within = step.stack.at(-1);
  const where = `${run.lanes[step.lane]?.name ?? ''}${within ? `, ${within}()` : ''}`;
  const effects = effectsAt(run, at).map(({ text }) => text);
  return [
    preempted === '' ? t('Step {0} of {1}.', at, total) : t('Step {0} of {1}, preempts {2}.', at, total, preempted),
    `${where}: ${textsOf(run)[at - 1]}.`,
    ...(effects.length > 0 ? [`${effects.join(', ')}.`] : []),
    broken(run, at).trim(),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function broken(run: RunData, at: number): string {
  return run.violation && run.violation.step + 1 === at
    ? ` ${t('Violation: {0}.', tell(run.violation.sentence.replace(/^violated: /, '')))}`
    : '';
}

export interface Effect {
  readonly how: Change['how'];
  readonly text: string;
}

/** The changes of a step as sentences: an object that comes or goes is told once, not field by field. */
export function effectsAt(run: RunData, at: number): readonly Effect[] {
  const changes = changesAt(run, at);
  const whole = new Map<number, Change['how']>();
  for (const { object, how } of changes) {
    if (how !== 'changed' && changes.filter((one) => one.object === object && one.how === how).length > 1) whole.set(object, how);
  }
  const told = new Set<number>();
  return changes.flatMap((change): Effect[] => {
    const how = whole.get(change.object);
    if (how === undefined || change.how !== how) return [{ how: change.how, text: changeText(change) }];
    if (told.has(change.object)) return [];
    told.add(change.object);
    const name = run.objects[change.object]?.name ?? '';
    if (how === 'removed') return [{ how, text: t('{0} is gone', name) }];
    const fields = changes.filter((one) => one.object === change.object && one.how === how);
    return [
      {
        how,
        text: t(
          '{0} is new: {1}',
          name,
          fields.map(({ name: field, to }) => `${field.slice(name.length).replace(/^[.:]\s*/, '')} = ${to}`).join(', '),
        ),
      },
    ];
  });
}

/** `M.refs 1 -> 2`, `Z[0] appears`, `Z[0] is gone` */
export function changeText({ name, was, to, how }: Pick<Change, 'name' | 'was' | 'to' | 'how'>): string {
  if (how === 'added') return t('{0} = {1} is new', name, to);
  if (how === 'removed') return t('{0} is gone (was {1})', name, was);
  return `${name} ${was} -> ${to}`;
}

export type TextLine =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'line'; readonly text: string }
  /** `at` is the place that it tells of */
  | { readonly kind: 'step'; readonly at: number; readonly text: string };

/** All of a run in lines, from top to bottom, with nothing left out that the picture shows. */
export function textOf(run: RunData, title: string, story: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  const heading = (text: string): void => void lines.push({ kind: 'heading', text });
  const line = (text: string): void => void lines.push({ kind: 'line', text });
  heading(`${tell(title)}${run.label === '' ? '' : `, ${tell(run.label)}`}`);
  if (story !== '') line(story.split('\n').map(tell).join('\n'));
  line(tell(run.verdict.sentence));
  if (run.verdict.explored !== '') line(tell(run.verdict.explored));
  heading(t('Threads'));
  for (const lane of run.lanes)
    line(lane.daemon ? t('{0} runs {1}, as part of the surroundings', lane.name, lane.runs) : t('{0} runs {1}', lane.name, lane.runs));
  heading(t('Steps'));
  lines.push({ kind: 'step', at: 0, text: run.violation?.step === -1 ? t('Start: {0}', tell(run.violation.sentence)) : t('Start') });
  run.steps.forEach((_, index) => {
    lines.push({ kind: 'step', at: index + 1, text: announce(run, index + 1) });
    for (const hold of run.holds) {
      const who = run.lanes[hold.lane]?.name ?? '';
      if (hold.from === index) line(`  ${t('{0} holds {1}', who, hold.how === '' ? hold.lock : `${hold.lock} (${tell(hold.how)})`)}`);
      if (hold.to === index) line(`  ${t('{0} no longer holds {1}', who, hold.lock)}`);
    }
    for (const context of run.contexts) {
      const who = run.lanes[context.lane]?.name ?? '';
      if (context.from === index) line(`  ${t('{0}: {1} from here', who, tell(context.what))}`);
      if (context.to === index) line(`  ${t('{0}: {1} ends', who, tell(context.what))}`);
    }
  });
  line(tell(run.ending));
  if (run.invariants.length > 0) {
    heading(t('Invariants'));
    for (const { name, sentence, when } of run.invariants)
      line(when === 'finally' ? t('{0}: {1} (at the end)', name, sentence) : `${name}: ${sentence}`);
  }
  if (run.bounds.length > 0) {
    heading(t('Bounds'));
    for (const bound of run.bounds) line(tell(bound));
  }
  if (run.assumed.length > 0) {
    heading(t('Assumed'));
    for (const sentence of run.assumed) line(tell(sentence));
  }
  return lines;
}
