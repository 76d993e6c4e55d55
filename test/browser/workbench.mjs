// VS Code's workbench as a person sees it: the few things that the browser tests look at and click on.

/** Monaco writes ordinary blanks as no-break spaces. */
const plain = (text) => text.replaceAll('\u00a0', ' ');

export class Workbench {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
  }

  /** Waits until the workbench stands and the editor shows text. */
  async ready() {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    await this.page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 60_000 });
  }

  /** The box that opens over the editor for commands, files and lines. */
  get quickInput() {
    return this.page.locator('.quick-input-widget');
  }

  /**
   * Opens the box with a key, types, and takes the row. What gets the focus meanwhile (a panel that has just come) closes the box, and Enter before the
   * list has an answer does nothing: so all of it is done again, as a person would, until the row has gone behind the choice.
   * @param {string} row what the row to take must show
   */
  async choose(keys, text, row) {
    let why;
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        for (const key of keys) await this.page.keyboard.press(key);
        await this.quickInput.waitFor({ timeout: 4000 });
        await this.quickInput.locator('input.input').fill(text, { timeout: 4000 });
        const found = this.quickInput.locator('.quick-input-list .monaco-list-row', { hasText: row }).first();
        // Not Enter: the first row may be another one, used more recently.
        await found.click({ timeout: 8000 });
        // Not that the box is hidden: what was chosen may ask on in it.
        await found.waitFor({ state: 'hidden', timeout: 8000 });
        return;
      } catch (error) {
        why = error;
        await this.page.keyboard.press('Escape');
      }
    }
    throw new Error(`${keys.join(' ')} did not lead to ${row}`, { cause: why });
  }

  /** Runs a command by its title. */
  async command(title) {
    await this.choose(['F1'], `>${title}`, title);
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name) {
    await this.choose(['Control+P'], name, name);
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
  }

  /** The text of the editor line that the first match of a selector lies on; measured at one moment, lines move while lenses come. */
  async lineUnder(selector) {
    const text = await this.page.evaluate((wanted) => {
      const box = document.querySelector(wanted)?.getBoundingClientRect();
      const lines = [...document.querySelectorAll('.monaco-editor .view-line')];
      const line = lines.find((one) => {
        const at = one.getBoundingClientRect();
        return box && box.y + box.height / 2 >= at.y && box.y + box.height / 2 < at.y + at.height && at.height > 0;
      });
      return line?.textContent ?? undefined;
    }, selector);
    return text === undefined ? undefined : plain(text);
  }

  /** Reloads the window, and comes back once another page stands in its place. */
  async reload() {
    await this.page.evaluate(() => {
      window.beforeReload = true;
    });
    await this.command('Developer: Reload Window').catch(() => undefined);
    await this.page.waitForFunction(
      () => window.beforeReload === undefined && document.querySelector('.monaco-workbench') !== null,
      undefined,
      {
        timeout: 60_000,
      },
    );
  }

  /**
   * Takes the row of a view of the side bar that shows a text, by keys, row by row from the top: while a tree fills, rows move away from under the mouse
   * (and VS Code uses the element of one for another), so that a click goes to whatever is there by then. The focus stays with its row.
   */
  async takeRow(text) {
    const rows = '.pane-body .monaco-list-row';
    await this.page.locator(rows, { hasText: text }).first().waitFor();
    const list = this.page.locator('.pane-body .monaco-list', { has: this.page.locator('.monaco-list-row', { hasText: text }) }).first();
    const focused = list.locator('.monaco-list-row.focused').first();
    let last;
    for (let key = 'Home', presses = 0; presses < 300; presses++) {
      await list.focus();
      await this.page.keyboard.press(key);
      const now = plain((await focused.textContent()) ?? '');
      if (now.includes(text)) {
        await this.page.keyboard.press('Enter');
        await list.locator('.monaco-list-row.selected', { hasText: text }).first().waitFor();
        return;
      }
      // the end, or a tree that has not got further yet: once more from its top
      key = now === last ? 'Home' : 'ArrowDown';
      last = now;
    }
    throw new Error(`no row ${text} was reached`);
  }

  /** Waits until the cursor of the editor is on a line with that text. */
  async cursorIsOn(text) {
    let now;
    for (let looks = 0; looks < 150; looks++) {
      now = await this.lineUnder('.monaco-editor .cursors-layer .cursor');
      if (now?.includes(text)) return;
      await this.page.waitForTimeout(200);
    }
    throw new Error(`the cursor is on: ${now}`);
  }

  /** Waits for the box that asks why a hazard is none; where the cursor is on no hazard, the box asks which one is meant. */
  async asksWhyNot(hazard) {
    await this.quickInput.locator('.quick-input-title', { hasText: `Dismiss ${hazard}` }).waitFor();
  }

  async goToLine(line) {
    await this.choose(['Control+G'], `:${line}`, String(line));
  }

  /** Chooses a colour theme by its name in the list. */
  async theme(name) {
    // From the workbench: a webview keeps chords to itself.
    await this.page.locator('.statusbar').click({ position: { x: 300, y: 10 } });
    await this.choose(['Control+K', 'Control+T'], name, name);
  }

  lens(text) {
    return this.page.locator('.codelens-decoration', { hasText: text });
  }

  /** Shows the Problems panel, or hides the panel; by commands that say which, since the key does the one or the other by where the focus is. */
  async showProblems(shown) {
    const panel = this.page.locator('.markers-panel').first();
    if ((await panel.isVisible()) !== shown) await this.command(shown ? 'Problems: Focus on Problems View' : 'View: Hide Panel');
    await panel.waitFor({ state: shown ? 'visible' : 'hidden' });
  }

  /** By a command: a key goes to whatever has the focus. */
  async showSideBar(shown) {
    const bar = this.page.locator('.part.sidebar');
    if ((await bar.isVisible()) !== shown) await this.command('View: Toggle Primary Side Bar Visibility');
    await bar.waitFor({ state: shown ? 'visible' : 'hidden' });
  }

  /** The rows of the Problems panel, as a screen reader is told of them. */
  async problems() {
    await this.page.locator('.markers-panel .monaco-list-row').first().waitFor();
    const rows = await this.page.locator('.markers-panel .monaco-list-row').all();
    return Promise.all(rows.map(async (row) => plain((await row.getAttribute('aria-label')) ?? '')));
  }

  /** Puts the mouse on a word of the first editor line that holds `inLine`, and gives the hover. */
  async hover(inLine, word) {
    const line = this.page.locator('.monaco-editor .view-line', { hasText: inLine }).first();
    const box = await line.evaluate((element, text) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent.indexOf(text);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      return undefined;
    }, word);
    if (!box) throw new Error(`${word} is not on the line of ${inLine}`);
    await this.page.mouse.move(box.x - 30, box.y);
    await this.page.mouse.move(box.x, box.y, { steps: 4 });
    // Not what the mouse passed on its way: the breadcrumbs have hovers of their own.
    const hover = this.page.locator('.monaco-hover:not(.hidden):not(.workbench-hover) .monaco-hover-content').first();
    await hover.waitFor({ timeout: 15_000 });
    return hover;
  }
}
