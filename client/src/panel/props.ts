/** What every part of the page is drawn from. Apart from the parts, so that none of them needs the one that holds it. */
import type { Controller } from './controller.ts';
import type { State } from './state.ts';

export interface Props {
  readonly state: State;
  readonly controller: Controller;
}
