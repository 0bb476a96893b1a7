import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** The words of an error are for people: the tests look at its kind and code. */
const ignorer = {
  shouldIgnore(path) {
    const isError = path.isNewExpression() && path.node.callee.name === 'AppError';
    const isHelper = path.isCallExpression() && path.node.callee.name === 'malformed';
    return isError || isHelper ? 'the words of an error' : undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'messages', ignorer)];
