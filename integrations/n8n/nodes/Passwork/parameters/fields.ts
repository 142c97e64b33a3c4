import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Context } from '../operations/types';

const NOTICE =
  'n8n keeps what a node returns in its execution data, for everybody who may see the executions. Choose secret fields only where the workflow needs them, and keep them out of that data: in the settings of the workflow, <b>Save successful production executions</b>, <b>Save failed production executions</b> and <b>Save manual executions</b> can be switched off, and n8n Enterprise can redact it.';

const secretNotice: INodeProperties = {
  displayName: NOTICE,
  name: 'secretNotice',
  type: 'notice',
  default: '',
};

/** The choice of what an operation returns. None of `initial` is a secret. */
export const fieldsToReturn = (options: INodePropertyOptions[], initial: string[]): INodeProperties[] => [
  {
    displayName: 'Fields to Return',
    name: 'fields',
    type: 'multiOptions',
    options: [...options].sort((one, other) => one.name.localeCompare(other.name, 'en')),
    // eslint-disable-next-line n8n-nodes-base/node-param-default-wrong-for-multi-options -- it is an array
    default: initial,
    description: 'What the node returns. Nothing secret comes along that is not chosen here.',
  },
  secretNotice,
];

/** The members of a result that are asked for; each is made only then. */
export function chosen(context: Context, makers: Record<string, () => unknown>): IDataObject {
  const made = Object.keys(makers).filter((name) => isChosen(context, name));
  return Object.fromEntries(made.map((name) => [name, (makers[name]() ?? null) as IDataObject[string]]));
}

export const isChosen = ({ given }: Context, name: string): boolean =>
  given.get('multiOptions', 'fields').includes(name);
