// @ts-check
import { extname } from 'node:path';

/**
 * What is read of the extension's package.json.
 * @typedef {object} Extension
 * @property {string} name
 * @property {string} displayName
 * @property {string} description
 * @property {string} version
 * @property {string} publisher
 * @property {readonly string[]} categories
 * @property {readonly string[]} keywords
 * @property {{ vscode: string }} engines
 * @property {readonly string[]} extensionKind
 * @property {{ url: string }} repository
 */

const MEDIA_TYPES = new Map([
  ['.json', 'application/json'],
  ['.vsixmanifest', 'text/xml'],
  ['.md', 'text/markdown'],
  ['.txt', 'text/plain'],
  ['.js', 'application/javascript'],
  ['.cjs', 'application/javascript'],
  ['.mjs', 'application/javascript'],
]);

/** The part of a package that tells what its files are, by their extension. @param {readonly string[]} paths */
export function contentTypes(paths) {
  const extensions = [...new Set(paths.map((path) => extname(path)))].filter((extension) => extension !== '').sort();
  const types = extensions.map((extension) => {
    const type = MEDIA_TYPES.get(extension) ?? 'application/octet-stream';
    return `<Default Extension=${quoted(extension)} ContentType=${quoted(type)}/>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${types.join('\n')}
</Types>
`;
}

/** The part of a package that tells an editor, or a marketplace, what it is. @param {Extension} extension @param {string} target */
export function vsixManifest({ name, displayName, description, version, publisher, categories, keywords, ...rest }, target) {
  const { engines, extensionKind, repository } = rest;
  const properties = {
    'Code.Engine': engines.vscode,
    'Code.ExtensionDependencies': '',
    'Code.ExtensionPack': '',
    'Code.ExtensionKind': extensionKind.join(','),
    'Code.ExecutesCode': 'true',
    'Services.Links.Source': repository.url,
    'Services.GitHubFlavoredMarkdown': 'true',
  };
  const assets = {
    'Code.Manifest': 'package.json',
    'Services.Content.Details': 'README.md',
    'Services.Content.License': 'LICENSE.txt',
  };
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id=${quoted(name)} Version=${quoted(version)} Publisher=${quoted(publisher)} TargetPlatform=${quoted(target)}/>
    <DisplayName>${escaped(displayName)}</DisplayName>
    <Description xml:space="preserve">${escaped(description)}</Description>
    <Tags>${escaped(keywords.join(','))}</Tags>
    <Categories>${escaped(categories.join(','))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <License>extension/LICENSE.txt</License>
    <Properties>
${rows(properties, (id, value) => `      <Property Id="Microsoft.VisualStudio.${id}" Value=${quoted(value)}/>`)}
    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
${rows(assets, (type, path) => `    <Asset Type="Microsoft.VisualStudio.${type}" Path="extension/${path}" Addressable="true"/>`)}
  </Assets>
</PackageManifest>
`;
}

/** @param {Record<string, string>} values @param {(key: string, value: string) => string} row */
function rows(values, row) {
  return Object.entries(values)
    .map(([key, value]) => row(key, value))
    .join('\n');
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** @param {string} text */
function quoted(text) {
  return `"${escaped(text).replaceAll('"', '&quot;')}"`;
}
