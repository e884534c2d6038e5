/** Hosts of one's own machine and network. */
export const OWN_HOST = /^(?:localhost|[\w-]+|[\d.]+|\[.*\]|.*\.(?:local|localhost|internal|lan|home\.arpa))$/i;
/** Hosts that only stand for something, and those that a plain browser does not reach. */
export const NO_HOST = /^(?:.*\.(?:test|invalid|example|onion)|(?:.*\.)?example\.(?:com|org|net))$/i;
