import type { ChatClient, Content } from '@hongyan/client';

/** Pictures that browsers show. */
const PICTURES: readonly string[] = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'];

const NAME_MAX = 255;

/** What names of files must not have: slashes, and what turns the direction of writing or is not to be seen. */
const NOT_IN_NAMES = /[/\\\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Uploads a file, and makes of it what a message says: a picture if it is one that can be shown, else a file. */
export async function attached(client: ChatClient, file: File): Promise<Content> {
  const type = file.type.split(';')[0]?.trim().toLowerCase() || 'application/octet-stream';
  const size = PICTURES.includes(type) ? await pixels(file) : null;
  const { media, width, height } = await client.upload(file, type);
  return size === null
    ? { kind: 'file', media, name: nameOf(file), caption: '' }
    : {
        kind: 'image',
        media,
        width: width || size.width,
        height: height || size.height,
        preview: new Uint8Array(),
        caption: '',
        description: '',
      };
}

/** How large a picture is; null if this browser cannot show it. */
async function pixels(file: File): Promise<{ readonly width: number; readonly height: number } | null> {
  try {
    const picture = await createImageBitmap(file);
    const { width, height } = picture;
    picture.close();
    return { width, height };
  } catch {
    return null;
  }
}

/** The name as others may see it. */
export function nameOf(file: { readonly name: string }): string {
  const name = [...file.name.replace(NOT_IN_NAMES, '_')].slice(0, NAME_MAX).join('').trim();
  return name === '' || name === '.' || name === '..' ? '_' : name;
}
