/** Calls that are under way, by the way of calls that led to them: one frame for each, so that its variables have fixed cells. */
import type { Body } from './body.ts';
import type { Fixed, Frame } from './segment.ts';

export class Frames {
  private readonly known = new Map<string, Frame>();
  private readonly all: Frame[] = [];

  /**
   * @param site node of the call in the parent
   * @param shape what the parameters stand for, where that makes another function of it
   * @param shared see Frame.shared
   */
  of(
    parent: Frame | undefined,
    site: number,
    body: Body,
    result: Frame['result'] = { k: 'none' },
    fixed: Map<string, Fixed> = new Map(),
    shape?: string,
    shared?: Frame,
  ): Frame {
    const key = `${parent?.id ?? ''}:${site}:${body.name}:${shape ?? ''}:${shared ? 'w' : ''}`;
    let f = this.known.get(key);
    if (!f || f.body !== body) {
      f = {
        id: this.all.length,
        body,
        ...(parent ? { parent } : {}),
        site,
        result,
        fixed,
        ...(shared ? { shared } : {}),
        atomic: body.atomic === true,
        depth: (parent?.depth ?? 0) + 1,
      };
      this.known.set(key, f);
      this.all.push(f);
    }
    return f;
  }

  byId(id: number): Frame | undefined {
    return this.all[id];
  }
}
