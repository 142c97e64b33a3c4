import { chosen, fieldsToReturn, isChosen } from '../parameters/fields';
import { itemLocator, referenceTo } from '../parameters/places';
import { itemOf } from './itemHandle';
import type { Context, Operation, Resource } from './types';

const download: Operation = {
  name: 'Download',
  value: 'download',
  action: 'Download an attachment',
  description: 'Read a file of an item, as binary data',
  parameters: [
    itemLocator,
    {
      displayName: 'Attachment',
      name: 'attachment',
      type: 'resourceLocator',
      required: true,
      default: { mode: 'name', value: '' },
      modes: [
        { displayName: 'By Name', name: 'name', type: 'string', placeholder: 'key.pem' },
        { displayName: 'By ID', name: 'id', type: 'string' },
      ],
    },
    {
      displayName: 'Put Output File in Field',
      name: 'binaryPropertyName',
      type: 'string',
      required: true,
      default: 'data',
      hint: 'The name of the output binary field to put the file in',
    },
    ...fieldsToReturn(
      [
        { name: 'Contents (Secret)', value: 'contents', description: 'As binary data' },
        { name: 'Name', value: 'name' },
        { name: 'Size', value: 'size', description: 'In bytes' },
      ],
      ['name', 'size'],
    ),
  ],
  async run(context) {
    const { functions, given } = context;
    const { name, contents } = await fileOf(context);
    const json = chosen(context, { name: () => name, size: () => contents.length });
    if (!isChosen(context, 'contents')) return [{ json }];
    const field = given.get('string', 'binaryPropertyName');
    return [{ json, binary: { [field]: await functions.helpers.prepareBinaryData(contents, lastPart(name)) } }];
  },
};

/** By its id, or by its name, of which there must be one. */
async function fileOf(context: Context): Promise<{ name: string; contents: Buffer }> {
  const { mode, value } = context.given.get('resourceLocator', 'attachment');
  if (mode === 'id') {
    const file = await (await itemOf(context)).attachment(value);
    return { name: file.name, contents: Buffer.from(file.getData()) };
  }
  const reference = await referenceTo(context, value, { as: 'bytes', in: 'attachment' });
  return { name: value, contents: Buffer.from((await context.passwork.resolve(reference)) as Uint8Array) };
}

/** A name of the server is no path for what stands behind in the workflow. */
const lastPart = (name: string) => name.replace(/^.*[\\/]/s, '');

const list: Operation = {
  name: 'Get Many',
  value: 'getMany',
  action: 'List attachments',
  description: 'List the files of an item',
  parameters: [
    itemLocator,
    ...fieldsToReturn(
      [
        { name: 'ID', value: 'id' },
        { name: 'Name', value: 'name' },
      ],
      ['id', 'name'],
    ),
  ],
  async run(context) {
    const item = await itemOf(context);
    const { attachments } = await item.read();
    return (attachments ?? []).map((file) => ({
      json: chosen(context, { id: () => file.id, name: () => file.name }),
    }));
  },
};

const upload: Operation = {
  name: 'Upload',
  value: 'upload',
  action: 'Upload an attachment',
  description: 'Attach a file to an item, from binary data',
  writes: true,
  parameters: [
    itemLocator,
    {
      displayName: 'Input Data Field Name',
      name: 'binaryPropertyName',
      type: 'string',
      required: true,
      default: 'data',
      hint: 'The name of the input binary field that holds the file',
    },
    {
      displayName: 'File Name',
      name: 'fileName',
      type: 'string',
      default: '',
      description: 'Name to store. Empty: that of the binary data.',
    },
  ],
  async run(context) {
    const { functions, given, index } = context;
    const field = given.get('string', 'binaryPropertyName');
    const { fileName } = functions.helpers.assertBinaryData(index, field);
    const name = given.get('string', 'fileName') || fileName || field;
    const contents = await functions.helpers.getBinaryDataBuffer(index, field);
    const item = await itemOf(context);
    const stored = await item.attach(contents, name);
    return [{ json: { id: stored.id ?? null, name } }];
  },
};

export const attachment: Resource = { name: 'Attachment', value: 'attachment', operations: [download, list, upload] };
