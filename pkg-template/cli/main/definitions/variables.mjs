// Options that say which variables a command is given: those of exec and env.

export const VARIABLES = [
  ['--env <name=reference>', 'a variable with the value that a reference pw://… names; once for each', 'list'],
  ['--allow-empty', 'an empty password is no failure'],
];
