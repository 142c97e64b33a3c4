// Global helpers of the type tests. No import, no export: they are there in every mode of module resolution.

/** Exactly the same type: `any`, `readonly`, optional and index signatures count. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Fails to compile unless it is given `true`. */
type Expect<T extends true> = T;

type Not<T extends boolean> = T extends true ? false : true;

type IsAny<T> = 0 extends 1 & T ? true : false;

/** `any` itself or one level below: in a promise, an array, a member. */
type HasAny<T> =
  [T] extends [never] ? false
  : IsAny<T> extends true ? true
  : T extends Promise<infer R> ? HasAny<R>
  : T extends readonly (infer E)[] ? HasAny<E>
  : T extends object ? true extends { [K in keyof T]-?: IsAny<T[K]> }[keyof T] ? true : false
  : false;

/**
 * Whether a function type was declared as a property. (Parameters of a *method* are compared loosely, and linters warn
 * when one is taken off its object.)
 */
type IsProperty<F> =
  F extends (a: infer A, ...r: infer R) => infer Ret
    ? unknown extends A ? true
    : ((a: A & { readonly __narrower: 1 }, ...r: R) => Ret) extends F ? false : true
    : false;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** One object type with the members of an intersection. */
type Flat<T> = { [K in keyof T]: T[K] };
