// Message-IDs and addresses of public-inbox archives. Knows neither VS Code nor the network.

/** The Message-ID in what somebody typed or copied: the id itself, with `<>` or without, or a link of an archive. */
export function messageIdIn(text: string): string | undefined {
  const trimmed = text.trim();
  const link = /^https?:\/\/[^/]+\/(?:.*\/)?([^/]*(?:@|%40)[^/?#]*)(?:[/?#].*)?$/i.exec(trimmed)?.[1];
  let id = link ?? trimmed.replace(/^(?:message-id:|mid:|id:)\s*/i, '').replace(/^<(.*)>$/, '$1');
  if (link !== undefined) {
    try {
      id = decodeURIComponent(link);
    } catch {
      return undefined;
    }
  }
  return /^[^\s<>@/]+@[^\s<>@/]+$/.test(id) && id.length <= 250 ? id : undefined;
}

/** The address of an archive's list, with its `/` at the end. */
export function instanceUrl(text: string): URL | undefined {
  try {
    const url = new URL(text.trim());
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    url.search = '';
    url.hash = '';
    return url;
  } catch {
    return undefined;
  }
}

/** The packed mailbox of the thread that a message belongs to. */
export function threadUrl(instance: URL, id: string): URL {
  return new URL(`${encodeURIComponent(id).replaceAll('%40', '@')}/t.mbox.gz`, instance);
}
