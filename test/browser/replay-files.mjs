// Replay files for the browser tests: a large one, and some that are no replays.

/** `steps` steps of two threads over `objects` objects that point to each other; the last step breaks an invariant. */
export function largeReplay(steps, objects) {
  const cells = [];
  const cell = (name, lo, hi, init, thread) => cells.push({ name, lo, hi, init, ...(thread === undefined ? {} : { thread }) }) - 1;
  const half = Math.floor(steps / 2);
  const pcs = [0, 1].map((thread) => cell(`pc${thread}`, 0, half, 0, thread));
  const names = Array.from({ length: objects }, (_, index) => `P[${index}]`);
  const shown = names.map((name, index) => ({
    name,
    struct: 'page',
    fields: [
      { path: 'refs', cell: cell(`${name}.refs`, 0, steps, 1), shows: { as: 'number' } },
      { path: 'next', cell: cell(`${name}.next`, 0, objects, ((index + 1) % objects) + 1), shows: { as: 'pointer', names } },
    ],
  }));
  const over = cell('over', 0, 1, 0);
  const rules = [];
  const told = [];
  for (const thread of [0, 1]) {
    for (let from = 0; from < half; from++) {
      const target = shown[(from * 2 + thread) % objects].fields[0].cell;
      const updates = [{ to: { cell: target }, value: { k: 'num', v: from } }];
      if (thread === 1 && from === half - 1) updates.push({ to: { cell: over }, value: { k: 'num', v: 1 } });
      const step = told.push({ text: `page->refs = ${from}`, kind: 'write', stack: [{ fn: `walk${thread}` }] }) - 1;
      rules.push({ id: rules.length, thread, from, to: from + 1, updates, step });
    }
  }
  const path = [];
  for (let from = 0; from < half; from++) path.push(from, half + from);
  const machine = {
    name: 'large',
    cells,
    threads: [0, 1].map((thread) => ({
      name: `CPU${thread}`,
      runs: `walk${thread}()`,
      pc: pcs[thread],
      positions: half + 1,
      ends: [half],
      daemon: false,
      cells: [],
      template: thread,
    })),
    rules,
    steps: told,
    faults: [],
    invariants: [
      { name: 'early', sentence: 'the last step is not taken', when: 'always', holds: { k: 'un', op: '!', a: { k: 'cell', cell: over } } },
    ],
    sources: [],
    objects: shown,
    locals: [],
    assumed: [],
    bounds: [`${objects} pages`],
    liveness: false,
  };
  return {
    format: 'mm-patch-review/replay',
    version: 1,
    title: `${path.length} steps over ${objects} objects`,
    story: '',
    runs: [{ id: 'only', kind: 'only', label: 'large', machine, path, byHand: false }],
    shown: { run: 0, step: 0 },
  };
}

/** Four threads that count to fifty, and an invariant that looks at all of them: millions of states, and nothing that could be left out. */
export function endlessReplay() {
  const most = 50;
  const cells = [];
  const rules = [];
  const steps = [];
  const threads = [0, 1, 2, 3].map((thread) => {
    const pc = cells.push({ name: `pc${thread}`, lo: 0, hi: most, init: 0, thread }) - 1;
    const count = cells.push({ name: `n${thread}`, lo: 0, hi: most, init: 0 }) - 1;
    for (let from = 0; from < most; from++) {
      const step = steps.push({ text: `n${thread} = ${from + 1}`, kind: 'write', stack: [{ fn: `count${thread}` }] }) - 1;
      rules.push({
        id: rules.length,
        thread,
        from,
        to: from + 1,
        updates: [{ to: { cell: count }, value: { k: 'num', v: from + 1 } }],
        step,
      });
    }
    return {
      name: `CPU${thread}`,
      runs: `count${thread}()`,
      pc,
      positions: most + 1,
      ends: [most],
      daemon: false,
      cells: [],
      template: thread,
    };
  });
  const sum = [1, 3, 5, 7].map((cell) => ({ k: 'cell', cell })).reduce((l, r) => ({ k: 'bin', op: '+', l, r }));
  const machine = {
    name: 'endless',
    cells,
    threads,
    rules,
    steps,
    faults: [],
    invariants: [
      { name: 'sum', sentence: 'nobody counts too far', when: 'always', holds: { k: 'bin', op: '<', l: sum, r: { k: 'num', v: 999 } } },
    ],
    sources: [],
    objects: [],
    locals: [],
    assumed: [],
    bounds: [],
    liveness: false,
  };
  return {
    format: 'mm-patch-review/replay',
    version: 1,
    title: 'four threads count',
    story: '',
    runs: [{ id: 'only', kind: 'only', label: '', machine, path: [0, 1], byHand: true }],
  };
}

const evil = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;

/** A good replay whose every word is a script. */
export function scriptedReplay() {
  const replay = largeReplay(4, 2);
  const [run] = replay.runs;
  replay.title = evil;
  replay.story = evil;
  run.label = evil;
  run.machine.bounds = [evil];
  run.machine.threads[0].name = evil;
  run.machine.objects[0].name = evil;
  for (const step of run.machine.steps) step.text = evil;
  run.machine.invariants[0].sentence = evil;
  return replay;
}
