// What an expression may give and a parameter cannot mean, made from the node's description: a new parameter is in it by itself.

/** Stands in some of the odd values; no message may repeat it. */
export const CANARY = 'canary-odd-value';

const NOTHING = [undefined, null];
const BLANK = ['', ' \n'];
const OBJECTS = [{}, { a: CANARY }, new Date(0)];
const LISTS = [[], [CANARY]];

/** `[value, the parameter that the error names]`, of n8n's types. The rest of a value that holds others is as it should be. */
const BY_TYPE = {
  boolean: () => ['true', 'false', '', 0, 1, ...LISTS, ...OBJECTS],
  json: () => [5, true, '[]', '5', 'null', '"x"', '{', `undefined ${CANARY}`, ...LISTS, new Date(0), ...lacking()],
  multiOptions: () => [
    '',
    CANARY,
    'name',
    5,
    true,
    ...OBJECTS,
    [CANARY],
    ...[...NOTHING, 5, {}, ['name']].map((one) => [one]),
  ],
  number: ({ typeOptions = {} }) => {
    const { minValue, maxValue, numberPrecision } = typeOptions;
    const limits = [
      ...(minValue === undefined ? [] : [minValue - 1, -minValue]),
      ...(maxValue === undefined ? [] : [maxValue + 1, 1e21]),
      ...(numberPrecision === 0 ? [minValue + 0.5] : []),
    ];
    return ['', '24', CANARY, true, Number.NaN, Infinity, -Infinity, ...limits, [24], ...LISTS, ...OBJECTS];
  },
  options: () => ['', CANARY, 5, true, ...LISTS, ...OBJECTS],
  string: ({ required }) => [0, 5, Number.NaN, true, false, ...LISTS, ...OBJECTS, ...(required ? BLANK : [])],
};

/** By name, where more than the type says is taken: what another node gives. */
const BY_NAME = {
  colorCode: () => [Number.NaN, 1.5, true, ...LISTS, ...OBJECTS],
  tags: () => [5, true, ...OBJECTS, ...[...NOTHING, 5, {}].map((tag) => ['a', tag])],
};

const lacking = () => [{ a: undefined }, { a: [{ b: undefined, c: CANARY }] }];

const NESTED = {
  collection({ displayName, options }) {
    const whole = [CANARY, '', 5, true, ...LISTS, [{}], new Date(0), { [`not${CANARY}`]: 'x' }, { constructor: 'x' }];
    const inner = options.flatMap((option) =>
      oddValues(option).map(([value, label]) => [{ [option.name]: value }, label]),
    );
    return [...whole.map((value) => [value, displayName]), ...inner];
  },

  fixedCollection({ displayName, options: [{ name: group, values }] }) {
    const row = Object.fromEntries(
      values.map(({ name, type, options }) => [name, type === 'options' ? options[0].value : 'x']),
    );
    const rows = [...NOTHING, CANARY, 5, row, new Date(0), ...[...NOTHING, CANARY, 5, []].map((one) => [row, one])];
    const whole = [CANARY, '', 5, ...LISTS, [row], { none: [row] }, { [group]: [row], none: [] }];
    const inner = values.flatMap((value) =>
      [...oddValues(value).map(([odd]) => ({ ...row, [value.name]: odd })), without(row, value.name)].map((odd) => [
        { [group]: [row, odd] },
        `${displayName}: ${value.displayName}`,
      ]),
    );
    return [...[...whole, ...rows.map((given) => ({ [group]: given }))].map((value) => [value, displayName]), ...inner];
  },

  resourceLocator({ displayName, modes, required }) {
    const values = [...NOTHING, ...BY_TYPE.string({ required }), ' \n'];
    return [
      ...[CANARY, '', 5, true, ...LISTS, ...OBJECTS, { value: 'x' }, { mode: CANARY, value: 'x' }],
      ...modes.flatMap(({ name }) => [{ mode: name }, ...values.map((value) => ({ __rl: true, mode: name, value }))]),
    ].map((value) => [value, displayName]);
  },
};

const without = (object, name) => Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

/** All odd values of a parameter, each with the name that its error begins with. */
export function oddValues(property) {
  const { name, type, displayName } = property;
  const nothing = NOTHING.map((value) => [value, displayName]);
  if (NESTED[type]) return [...nothing, ...NESTED[type](property)];
  const make = BY_NAME[name] ?? BY_TYPE[type];
  if (!make) throw new Error(`no odd values are known for a parameter of type ${type}`);
  return [...nothing, ...make(property).map((value) => [value, displayName])];
}
