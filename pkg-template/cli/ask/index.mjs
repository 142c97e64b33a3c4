// Questions, loaded when one is asked.
export { default as password } from '@inquirer/password';
