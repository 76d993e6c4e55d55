/** Places and the values that lead to them. */
import type { CType } from './ctypes.ts';
import { truth } from './ex.ts';
import type { Place, Value } from './segment.ts';

export const OUTSIDE: Place = { k: 'outside' };

export function addressOf(place: Place): Value {
  if (place.k === 'outside') return { k: 'unknown' };
  if (place.k === 'object') return { k: 'ex', ex: place.index, type: { k: 'pointer', to: { k: 'struct', tag: place.tag } } };
  return { k: 'address', place };
}

/** A value as a variable of a type holds it. */
export function retyped(value: Value, type: CType): Value {
  if (value.k === 'unknown') return { k: 'unknown', type };
  if (value.k !== 'ex') return value;
  if (type.k === 'int' && type.bool) return { k: 'ex', ex: truth(value.ex), type };
  // a pointer keeps what it is known to lead to when it goes into a void pointer or a number
  const keeps = value.type.k === 'pointer' && (type.k === 'int' || (type.k === 'pointer' && type.to.k !== 'struct'));
  return keeps ? value : { ...value, type };
}
