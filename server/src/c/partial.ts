/**
 * Functions of which only hunks are at hand: the hunks of one side of one file -> for each function that they show, a text
 * that can be parsed, with gaps where code is out of sight, and a map back to the lines of the hunks.
 */
import type { FunctionAst } from './ast.ts';
import { parseBody } from './functions.ts';
import { type FunctionHead, locateHead, parseHead } from './head.ts';
import { type Segment, writeSegment } from './hunk-segment.ts';
import { endOfBody, outline } from './outline.ts';
import { settleJumps } from './partial-jumps.ts';
import type { CParser } from './syntax.ts';
import { type HunkText, hunkText, type Origin, originOf, type Piece, SyntheticText } from './synthetic.ts';
import { tokenize } from './tokens.ts';

/** The lines of one side (old or new) of one hunk. */
export interface HunkLines {
  /** Text behind the second `@@`. */
  readonly section: string;
  readonly lines: readonly {
    readonly text: string;
    /** 1-based number in the file, 0 when unknown; a jump in the numbers is a cut */
    readonly no: number;
    /** Lines are known to be missing directly before this one. */
    readonly afterCut?: boolean;
  }[];
  /** The leading tabs were changed or lost on the way: braces alone say how blocks nest. */
  readonly damaged?: boolean;
}

/** A function as its hunks show it, before it is parsed. */
export interface VisibleFunction {
  /** '' when nothing says it */
  readonly name: string;
  /** What is known of the head, as written. */
  readonly head: string;
  /** The synthetic text, from the head to the closing brace. Offsets of the AST count in it. */
  readonly text: string;
  /** Offset of the opening brace of the body. */
  readonly bodyStart: number;
  /** Ascending; what no piece covers was made up. See `originOf`. */
  readonly pieces: readonly Piece[];
  /** Every line from the head to the closing brace was visible: nothing is missing. */
  readonly complete: boolean;
  /** Indices of the hunks that show it, ascending. */
  readonly hunks: readonly number[];
}

export interface PartialFunction extends VisibleFunction {
  /** Offsets count in `text`; `partial` unless the function is complete. */
  readonly ast: FunctionAst;
  /** Hunk and line (indices into what was given) and 0-based column of an offset of `text`; undefined for what was made up. */
  placeOf(offset: number): Origin | undefined;
}

interface Building {
  name: string;
  /** text of the head, without its brace */
  head: string;
  /** where the head was seen */
  headAt: { readonly source: HunkText; readonly from: number; readonly to: number } | undefined;
  readonly segments: Segment[];
}

/**
 * @param hunks of one side of one file, in their order
 * @returns the functions in the order of the hunks; never fails
 */
export function functionsOfHunks(parser: CParser, hunks: readonly HunkLines[]): PartialFunction[] {
  return visibleFunctions(hunks).map((f) => ({ ...f, ast: parseVisible(parser, f), placeOf: (offset) => originOf(f.pieces, offset) }));
}

/** The same without a parser: texts only. */
export function visibleFunctions(hunks: readonly HunkLines[]): VisibleFunction[] {
  const done: Building[] = [];
  let current: Building | undefined;
  const close = (): void => {
    if (current && current.segments.length > 0) done.push(current);
    current = undefined;
  };
  let before: Run | undefined;
  for (const run of runsOf(hunks)) {
    const { source, section, tabsLost } = run;
    const inComment = before !== undefined && onlyCommentBetween(before, run);
    before = run;
    const lead = leading(source.text, section, !tabsLost || keepsColumns(source.text));
    let rest = lead.rest;
    if (lead.inside !== undefined) {
      const name = sectionName(section);
      if (!current || (!inComment && (name === '' || current.name !== name))) {
        close();
        current = { name, head: section, headAt: undefined, segments: [] };
      }
      current.segments.push({ source, from: 0, to: lead.inside, startsUnseen: true, endsFunction: lead.ends, tabsLost, inComment });
      if (lead.ends) close();
    } else {
      close();
      if (lead.brace !== undefined) {
        const end = endOfBody(source.text, lead.brace);
        current = { name: sectionName(section), head: `${section} ${source.text.slice(0, lead.brace)}`, headAt: undefined, segments: [] };
        current.segments.push({
          source,
          from: lead.brace + 1,
          to: end < 0 ? source.text.length : end,
          startsUnseen: false,
          endsFunction: end >= 0,
          tabsLost,
        });
        rest = end < 0 ? source.text.length : end;
        if (end >= 0) close();
      }
    }
    for (const f of outline(source.text.slice(rest)).functions) {
      close();
      if (tabsLost && !hasReturnType(source.text, rest + f.start, rest + f.bodyStart)) continue;
      const from = rest + f.start;
      const brace = rest + f.bodyStart;
      current = { name: f.name, head: source.text.slice(from, brace), headAt: { source, from, to: brace }, segments: [] };
      current.segments.push({ source, from: brace + 1, to: rest + f.end, startsUnseen: false, endsFunction: !f.open, tabsLost });
      if (!f.open) close();
    }
  }
  close();
  // Of a function without a name and without a visible statement there is nothing to say.
  return done.map(assemble).filter((f) => f.name !== '' || f.pieces.some((p) => f.text.slice(p.start, p.start + p.length).trim() !== ''));
}

interface Run {
  readonly source: HunkText;
  readonly section: string;
  readonly tabsLost: boolean;
  /** number of its first line and of its last one, 0 when unknown */
  readonly first: number;
  readonly last: number;
}

/** lines of a comment that may be out of sight between two hunks and still be taken for nothing but comment */
const COMMENT_LINES = 3;

/** The one ends in a comment, a line or two are missing, the other begins in a comment: no code is out of sight there. */
function onlyCommentBetween(before: Run, run: Run): boolean {
  const missing = run.first - before.last - 1;
  if (before.last === 0 || run.first === 0 || missing < 1 || missing > COMMENT_LINES) return false;
  const { text } = before.source;
  return text.lastIndexOf('/*') > text.lastIndexOf('*/') && commentIsOpen(run.source.text);
}

/** Hunks cut where their line numbers jump: what follows a cut may be in another function. */
function runsOf(hunks: readonly HunkLines[]): Run[] {
  const runs: Run[] = [];
  hunks.forEach((hunk, index) => {
    let from = 0;
    for (let i = 1; i <= hunk.lines.length; i++) {
      const before = hunk.lines[i - 1]?.no ?? 0;
      const line = hunk.lines[i];
      if (line && !line.afterCut && (before === 0 || line.no === 0 || line.no === before + 1)) continue;
      const texts = withoutMacroTails(hunk.lines.slice(from, i).map((l) => l.text.replace(/\r$/, '')));
      runs.push({
        source: hunkText(index, from, texts),
        section: from === 0 ? hunk.section : '',
        tabsLost: hunk.damaged ?? false,
        first: hunk.lines[from]?.no ?? 0,
        last: before,
      });
      from = i;
    }
  });
  return runs;
}

/** Lines of a macro whose `#define` is out of sight are no code of a function: they become empty. */
function withoutMacroTails(lines: readonly string[]): string[] {
  let before: 'directive' | 'macro' | undefined;
  return lines.map((line) => {
    const inside = before ?? (/^\s*#/.test(line) ? 'directive' : 'macro');
    const continued = /\\\s*$/.test(line);
    const drop = inside === 'macro' && (continued || before !== undefined);
    before = continued ? inside : undefined;
    return drop ? '' : line;
  });
}

/** Even where tabs were changed into blanks, column 0 may still be told from the rest. */
function keepsColumns(text: string): boolean {
  const lines = text.split('\n').filter((l) => l.trim() !== '');
  return lines.filter((l) => /^(\t| {2})/.test(l)).length * 3 >= lines.length;
}

interface Leading {
  /** The hunk begins inside a function body, which is visible up to this offset (behind its brace when `ends`). */
  readonly inside?: number;
  readonly ends: boolean;
  /** The hunk begins in the head of a function whose brace is here. */
  readonly brace?: number;
  /** From here on the text is at the top level of the file. */
  readonly rest: number;
}

/** What the beginning of a hunk is in; column 0 tells, as it does in kernel style. */
function leading(text: string, section: string, columns: boolean): Leading {
  const plausible = isFunctionHead(section) || section.trim() === '' || isLabelLine(section);
  if (!columns) return leadingWithoutTabs(text, plausible);
  let at = 0;
  let code = false;
  let inComment = commentIsOpen(text);
  while (at < text.length) {
    const eol = text.indexOf('\n', at);
    const next = eol < 0 ? text.length : eol + 1;
    const line = text.slice(at, eol < 0 ? text.length : eol);
    if (inComment) {
      if (line.includes('*/')) inComment = false;
    } else if (/^\s*#.*\\\s*$/.test(line)) {
      at = next + (/^(?:.*\\[ \t]*\n)*.*\n?/.exec(text.slice(next))?.[0].length ?? 0);
      continue;
    } else if (line.startsWith('}')) {
      const declares = /^\}\s*[\w;,)]/.test(line);
      return declares || !plausible ? { ends: false, rest: next } : { inside: at + 1, ends: true, rest: at + 1 };
    } else if (line.startsWith('{')) {
      return plausible && isFunctionHead(section) ? { brace: at, ends: false, rest: at } : { ends: false, rest: next };
    } else if (line.startsWith('/*') || line.startsWith('//')) {
      // In a function comments are indented.
      return { ends: false, rest: at };
    } else if (/^[A-Za-z_]/.test(line) && !isLabelLine(line)) {
      return { ends: false, rest: at };
    } else if (line.trim() !== '' && !line.startsWith('#')) {
      code = true;
      if (/\/\*/.test(line) && !/\*\//.test(line.slice(line.lastIndexOf('/*')))) inComment = true;
    }
    at = next;
  }
  return code && plausible ? { inside: text.length, ends: false, rest: text.length } : { ends: false, rest: text.length };
}

/** Does the text begin in a comment? */
function commentIsOpen(text: string): boolean {
  const close = text.indexOf('*/');
  const open = text.indexOf('/*');
  return close >= 0 && (open < 0 || close < open);
}

/** Without indentation, the body goes on to the first thing that can only stand outside of one. */
function leadingWithoutTabs(text: string, plausible: boolean): Leading {
  const next = outline(text).functions.find((f) => hasReturnType(text, f.start, f.bodyStart));
  const rest = next?.start ?? text.length;
  const end = lastBraceBefore(text, rest, next !== undefined);
  if (!plausible || text.slice(0, end ?? rest).trim() === '') return { ends: false, rest: end ?? rest };
  return end === undefined ? { inside: rest, ends: false, rest } : { inside: end, ends: true, rest: end };
}

/** Words that begin a line outside of functions only. */
const OUTSIDE = /^(EXPORT_\w+|MODULE_\w+|module_\w+|\w+_initcall\w*|(COMPAT_)?SYSCALL_DEFINE\d)$/;

/** Offset behind the `}` that ends the body (0: the text begins outside), if something shows that it is the last: another function, EXPORT_SYMBOL() ... */
function lastBraceBefore(text: string, limit: number, functionFollows: boolean): number | undefined {
  const tokens = tokenize(text, 0, limit).filter((t) => t.kind !== 'directive');
  let depth = 0;
  let last: number | undefined;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.text === '{') depth++;
    // Nothing but comments can stand between the end of the function and this.
    if (depth === 0 && token && OUTSIDE.test(token.text)) {
      const before = tokens[i - 1];
      if (before?.text === '}') return before.end;
      if (!before || before.text === ';') return last ?? 0;
    }
    if (token?.text !== '}' || --depth >= 0) continue;
    depth = 0;
    last = token.end;
    const next = tokens[i + 1]?.text ?? '';
    if (next === 'static' || next === 'typedef' || OUTSIDE.test(next)) return last;
  }
  return functionFollows ? last : undefined;
}

/** `static int f(void)` and `int f(void)`, but neither `for_each_x(y)` nor `else if (x)`. */
function hasReturnType(text: string, from: number, to: number): boolean {
  const words = tokenize(text, from, to);
  const open = words.findIndex((t) => t.text === '(');
  const first = words[0];
  if (open < 2 || first?.kind !== 'id') return false;
  return !/^(else|do|return|goto|case|default|if|while|for|switch)$/.test(first.text);
}

function isLabelLine(line: string): boolean {
  return /^\s*[A-Za-z_]\w*\s*:(?!:)/.test(line) && !/^\s*default\s*:/.test(line);
}

function isFunctionHead(section: string): boolean {
  const text = section.trim();
  if (!/^[A-Za-z_]/.test(text) || /;$|\\$|##/.test(text) || isLabelLine(text)) return false;
  const open = text.indexOf('(');
  if (open < 0) return /^(static\b|inline\b|__\w+ )/.test(text) && !/[={]/.test(text) && !/\b(struct|union|enum)\s+\w*$/.test(text);
  if (
    /=/.test(text.slice(0, open)) ||
    /^(EXPORT_|MODULE_|module_|early_|core_|late_|subsys_|DEFINE_(?!IDT)|DECLARE_|TRACE_|typedef\b)/.test(text)
  )
    return false;
  return sectionName(text) !== '' || /[*\w]\s*\(/.test(text);
}

/** Name of the function whose head, perhaps cut short, is the section of a hunk; '' when it shows none. */
function sectionName(section: string): string {
  const text = section.trim();
  if (!text.includes('(') || isLabelLine(text)) return '';
  return locateHead(text, 0, text.length)?.name ?? '';
}

/** A head that is cut short, closed where its last whole parameter ends. */
function closedHead(head: string): string {
  const text = head.replace(/\s+/g, ' ').trim();
  let depth = 0;
  let comma = -1;
  let open = -1;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '(') {
      if (depth++ === 0) open = i;
    } else if (c === ')') depth--;
    else if (c === ',' && depth === 1) comma = i;
  }
  if (depth <= 0) return text;
  if (comma >= 0) return `${text.slice(0, comma)})`;
  return open >= 0 ? `${text.slice(0, open)}()` : text;
}

function assemble(building: Building): VisibleFunction {
  const out = new SyntheticText();
  const head = building.headAt ? building.head : closedHead(building.head);
  if (building.headAt) out.copied(building.headAt.source, building.headAt.from, building.headAt.to);
  else out.made(`${head} `);
  const bodyStart = out.at;
  out.made('{');
  const first = building.segments[0];
  const last = building.segments.at(-1);
  building.segments.forEach((segment, i) => {
    writeSegment(out, segment, building.segments[i + 1]?.inComment);
    out.made('\n');
  });
  out.made('}');
  return {
    name: building.name,
    head: head.trim(),
    text: out.text(),
    bodyStart,
    pieces: out.pieces,
    complete:
      building.headAt !== undefined && building.segments.length === 1 && first?.startsUnseen === false && last?.endsFunction === true,
    hunks: [...new Set(building.segments.map((s) => s.source.hunk))],
  };
}

const UNKNOWN_HEAD: Omit<FunctionHead, 'nameAt'> = {
  name: '',
  returns: '',
  returnsPointer: false,
  isVoid: false,
  isStatic: false,
  params: [],
  attributes: [],
};

/** The tree of one of them: it is decided by its name, its text, where the body begins and whether it is complete. Never fails. */
export function parseVisible(parser: CParser, f: VisibleFunction): FunctionAst {
  const head = parseHead(f.text, 0, f.bodyStart) ?? { ...UNKNOWN_HEAD, nameAt: [0, f.bodyStart] as const };
  const { body, errors } = parseBody(parser, f.text.slice(f.bodyStart), f.bodyStart);
  return {
    ...head,
    name: f.name,
    body: f.complete ? body : settleJumps(body),
    at: [0, f.text.length],
    errors,
    partial: !f.complete,
  };
}
