// The sim panel as a person sees it: the page inside two frames, its buttons and keys.

export class Panel {
  /** @param {import('./workbench.mjs').Workbench} workbench */
  constructor(workbench) {
    this.page = workbench.page;
    this.frame = this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** Waits until a replay is shown. */
  async ready() {
    await this.frame.locator('.app .head h1').waitFor({ timeout: 20_000 });
  }

  async title() {
    return (await this.frame.locator('.head h1').textContent()) ?? '';
  }

  button(command) {
    return this.frame.locator(`button[data-command="${command}"]`);
  }

  /** A key, with the focus in the page. */
  async key(key) {
    // Only what takes the focus gets keys; without, they go wherever the focus was.
    await this.frame.locator('.steps, .text, .compare').first().press(key);
  }

  /** `[step, steps]` as the toolbar counts them. */
  async place() {
    const [at, count] = ((await this.frame.locator('.count').first().textContent()) ?? '').split('/').map(Number);
    return [at, count];
  }

  async verdict() {
    return (await this.frame.locator('.verdict').textContent()) ?? '';
  }

  async said() {
    return (await this.frame.locator('.status').textContent()) ?? '';
  }

  /** Waits until the status line says something. */
  async says(pattern) {
    await this.frame.locator('.status', { hasText: pattern }).waitFor({ timeout: 20_000 });
  }

  /** Whether one gets at it by scrolling: then it lies in sight, and nothing lies on it. */
  async reaches(locator) {
    return locator.evaluate((element) => {
      element.scrollIntoView({ block: 'center', inline: 'nearest' });
      const { x, y, width, height } = element.getBoundingClientRect();
      const top = document.elementFromPoint(x + Math.min(width, innerWidth - x) / 2, y + height / 2);
      return top !== null && (element.contains(top) || top.contains(element));
    });
  }

  /** The page's own frame, for measuring and for axe. */
  async inner() {
    for (const frame of this.page.frames()) {
      if (
        (await frame
          .locator('.app .head')
          .count()
          .catch(() => 0)) > 0
      )
        return frame;
    }
    throw new Error('no frame holds the panel');
  }
}

/**
 * Clicks the line above a patch that opens a replay. Only lines in sight are there to be clicked, and VS Code draws them anew while others come: so all of it is
 * done again, as a person would.
 * @param {RegExp | string} title
 * @param {readonly number[]} lines 1-based, near which it may be; a document that is being edited elsewhere moves
 */
export async function replayAt(workbench, title, lines) {
  const panel = new Panel(workbench);
  const link = workbench.page.locator('.codelens-decoration a:visible', { hasText: title }).first();
  let why;
  for (let attempt = 0; attempt < 4; attempt++) {
    for (const line of lines) {
      try {
        await workbench.goToLine(line);
        await link.waitFor({ timeout: 20_000 });
        await link.click({ timeout: 5000 });
        await panel.ready();
        return panel;
      } catch (error) {
        why = error;
      }
    }
  }
  throw new Error(`no line opens ${title}`, { cause: why });
}
