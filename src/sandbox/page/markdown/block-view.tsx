import { useMemo, useState } from 'preact/hooks';
import { Pager } from '../card/pager.tsx';
import { type Block, parseBlocks } from './blocks.ts';
import { parseInline } from './inline.ts';
import { Inlines } from './inline-view.tsx';

const TABLE_ROWS = 5;
/** The card's own title is an h3, so its text starts one below. */
const titles = ['h4', 'h5', 'h6'] as const;

export function Inline({ source }: { source: string }) {
  const nodes = useMemo(() => parseInline(source), [source]);
  return <Inlines nodes={nodes} />;
}

function TableBlock({ block }: { block: Extract<Block, { kind: 'table' }> }) {
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(block.rows.length / TABLE_ROWS));
  const shown = Math.min(page, pages - 1);
  const cellStyle = (column: number) => ({ textAlign: block.align[column] ?? 'left' });
  return (
    <div class="table-frame">
      <div class="table-scroll">
        <table>
          <thead>
            <tr>
              {block.head.map((cell, column) => (
                <th key={column} style={cellStyle(column)}>
                  <Inline source={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.slice(shown * TABLE_ROWS, (shown + 1) * TABLE_ROWS).map((row, at) => (
              <tr key={at}>
                {block.head.map((_, column) => (
                  <td key={column} style={cellStyle(column)}>
                    <Inline source={row[column] ?? ''} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pager page={shown} pages={pages} onPage={setPage} />
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Inline source={block.text} />
        </p>
      );
    case 'heading': {
      const Title = titles[block.level - 1] ?? 'h6';
      return (
        <Title class={`heading h${block.level}`}>
          <Inline source={block.text} />
        </Title>
      );
    }
    case 'rule':
      return <hr />;
    case 'code':
      return (
        <figure class="code-block">
          {block.language !== '' && <figcaption>{block.language}</figcaption>}
          <pre>
            <code>{block.text}</code>
          </pre>
        </figure>
      );
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.blocks} />
        </blockquote>
      );
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Inline source={item.text} />
          <Blocks blocks={item.blocks} />
        </li>
      ));
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return <TableBlock block={block} />;
  }
}

function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </>
  );
}

export function Markdown({ source }: { source: string }) {
  const blocks = useMemo(() => parseBlocks(source), [source]);
  return (
    <div class="markdown">
      <Blocks blocks={blocks} />
    </div>
  );
}
