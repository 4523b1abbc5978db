// Rooms and nurseries for reading: by their names where the server told them, else by their ids; and which of the known roles a person has.
import { type Role, roles } from './role';

/** `baby-wrens` is "Baby wrens". */
export const idInWords = (id: string): string => {
  const text = id.replaceAll('-', ' ').trim();
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
};

export const placeInWords = (places: readonly { readonly id: string; readonly name: string }[], id: string): string =>
  places.find(place => place.id === id)?.name || idInWords(id);

export const roleOf = (role: string): Role | undefined => roles.find(known => known === role);
