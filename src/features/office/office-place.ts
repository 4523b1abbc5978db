// Where one is in the office: everything behind the # of its one address, so that no name and no link reaches the server's log.

export type OfficePlace =
  | { readonly at: 'start' | 'invitation' | 'own'; readonly token: string }
  | { readonly at: 'nursery' | 'list' | 'exports'; readonly nursery: string }
  | { readonly at: 'first' | 'nurseries' | 'outside' | 'tablets' | 'account' | 'nowhere' };

const plain = ['nurseries', 'outside', 'tablets', 'account'] as const;

/** `#nursery=ID`, `#tablets`, `#start=TOKEN`; nothing at all is the first page. */
export function placeIn(hash: string): OfficePlace {
  const [name = '', value = ''] = hash.replace(/^#/, '').split('=', 2);
  if (name === '') return { at: 'first' };
  if (name === 'start' || name === 'invitation' || name === 'own') return { at: name, token: value };
  if ((name === 'nursery' || name === 'list' || name === 'exports') && value !== '') return { at: name, nursery: value };
  const known = plain.find(one => one === name);
  return { at: known ?? 'nowhere' };
}

export const nurseryAddress = (nursery: string): string => `#nursery=${nursery}`;
export const exportsAddress = (nursery: string): string => `#exports=${nursery}`;
export const listAddress = (nursery: string): string => `#list=${nursery}`;
