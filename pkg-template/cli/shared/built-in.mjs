// Modules of Node that few commands need, loaded when they are: some take as long as a small command as a whole.

/** A module of Node by its name. */
export const builtIn = (name) => process.getBuiltinModule(`node:${name}`);

/** Random digits, for names that nobody else has. */
export const randomName = () => builtIn('crypto').randomBytes(9).toString('hex');
