import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';

/** A schema of test/schemas. */
export function schemaOf(name: string): string {
  return readFileSync(new URL(`../schemas/${name}`, import.meta.url), 'utf8');
}

/** What xmllint finds wrong with files by the schema of a format. */
export async function schemaErrors(format: 'junit' | 'checkstyle', files: readonly string[]): Promise<string[]> {
  const { errors } = await validateXML({
    xml: files.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: { fileName: 'schema.xsd', contents: schemaOf(`${format}.xsd`) },
  });
  return errors.map(({ message }) => message);
}
