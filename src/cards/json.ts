export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A node of card JSON 2.0. Every tagged node counts towards the platform's limit of 200. */
export interface CardElement {
  readonly tag: string;
  readonly [key: string]: Json;
}

/** What a card button or picker sends back beside its action. */
export type Payload = { readonly [key: string]: Json };
