// Rooms and nurseries by their ids, for reading, and which of the known roles a person has.
import { type Role, roles } from './colleague';

/** `baby-wrens` is "Baby wrens". */
export const roomInWords = (id: string): string => {
  const text = id.replaceAll('-', ' ').trim();
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
};

export const roleOf = (role: string): Role | undefined => roles.find(known => known === role);
