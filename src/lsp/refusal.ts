/** What was asked for can't be done: `message` is a sentence for people, which the editor shows. */
export class Refusal extends Error {}
