/** Only addresses that lead to a page; anything else in a link is shown but goes nowhere. */
export const webAddress = (href: string): string | undefined =>
  /^https?:\/\//i.test(href) ? href : undefined;

/** Attributes of a link that leaves the page; none for an address that leads nowhere. */
export function linkTo(
  href: string,
): { href: string; target: '_blank'; rel: string } | Record<string, never> {
  const address = webAddress(href);
  return address === undefined
    ? {}
    : { href: address, target: '_blank', rel: 'noopener noreferrer nofollow' };
}
