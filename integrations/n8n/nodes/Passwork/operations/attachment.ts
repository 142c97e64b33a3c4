import { chosen, fieldsToReturn, isChosen } from '../parameters/fields';
import { itemLocator, referenceTo } from '../parameters/places';
import { itemOf } from './itemHandle';
import type { Operation, Resource } from './types';

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
      type: 'string',
      required: true,
      default: '',
      placeholder: 'key.pem',
      description: 'Name of the file, or its ID',
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
        { name: 'Attachment', value: 'attachment', description: 'Name or ID, as given' },
        { name: 'Contents (Secret)', value: 'contents', description: 'As binary data' },
        { name: 'Size', value: 'size', description: 'In bytes' },
      ],
      ['attachment', 'size'],
    ),
  ],
  async run(context) {
    const { functions, passwork, index } = context;
    const attachment = functions.getNodeParameter('attachment', index) as string;
    const reference = await referenceTo(context, attachment, { as: 'bytes', in: 'attachment' });
    const contents = Buffer.from((await passwork.resolve(reference)) as Uint8Array);
    const json = chosen(context, { attachment: () => attachment, size: () => contents.length });
    if (!isChosen(context, 'contents')) return [{ json }];
    const field = functions.getNodeParameter('binaryPropertyName', index) as string;
    return [{ json, binary: { [field]: await functions.helpers.prepareBinaryData(contents, attachment) } }];
  },
};

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
    const { functions, index } = context;
    const field = functions.getNodeParameter('binaryPropertyName', index) as string;
    const given = functions.helpers.assertBinaryData(index, field);
    const name = (functions.getNodeParameter('fileName', index, '') as string) || given.fileName || field;
    const contents = await functions.helpers.getBinaryDataBuffer(index, field);
    const item = await itemOf(context);
    const stored = await item.attach(contents, name);
    return [{ json: { id: stored.id ?? null, name } }];
  },
};

export const attachment: Resource = { name: 'Attachment', value: 'attachment', operations: [download, list, upload] };
