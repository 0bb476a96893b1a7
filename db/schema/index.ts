export * from './activities.ts';
export * from './duties.ts';
export * from './engine.ts';
export * from './notices.ts';
export * from './org.ts';
export * from './overrides.ts';
export * from './requests.ts';
export * from './talks.ts';
