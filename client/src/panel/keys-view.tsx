/** The list of keys. */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Controller } from './controller.ts';
import { bindings, groups } from './keys.ts';
import { t } from './strings.ts';

export function KeysView({ controller }: { readonly controller: Controller }): JSX.Element {
  const close = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    close.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <div class="keys" role="dialog" aria-modal="true" aria-labelledby="keys-title">
      <h2 id="keys-title">{t('Keys')}</h2>
      <div class="key-groups">
        {groups.map((group) => (
          <table key={group}>
            <caption>{t(group)}</caption>
            <tbody>
              {bindings
                .filter((binding) => binding.group === group)
                .map(({ command, label, does }) => (
                  <tr key={command}>
                    <th scope="row">
                      <kbd>{t(label)}</kbd>
                    </th>
                    <td>{t(does)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        ))}
      </div>
      <button type="button" ref={close} onClick={() => controller.perform('keys')}>
        {t('Close')}
      </button>
    </div>
  );
}
