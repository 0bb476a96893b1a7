import type { ComponentChildren } from 'preact';
import { type Json, optional, records, str } from '../json.ts';
import { Button } from './button.tsx';
import { Chart } from './chart.tsx';
import { Checker } from './checker.tsx';
import { CollapsiblePanel } from './collapsible-panel.tsx';
import { ColumnSet } from './column-set.tsx';
import { Div, MarkdownElement, PersonElement, PersonList, Text, UnknownElement } from './display.tsx';
import { Form } from './form.tsx';
import { ImageCombination, ImageElement, MediaSlot } from './image.tsx';
import { ImageSelect } from './image-select.tsx';
import { Input } from './input.tsx';
import { InteractiveContainer } from './interactive-container.tsx';
import { Overflow } from './overflow.tsx';
import { PersonSelect } from './person-select.tsx';
import { Picker } from './picker.tsx';
import { Select } from './select.tsx';
import { marginStyle } from './style.ts';
import { Table } from './table.tsx';

function Element({ node }: { node: Json }) {
  switch (node.tag) {
    case 'markdown':
      return <MarkdownElement node={node} />;
    case 'div':
      return <Div node={node} />;
    case 'plain_text':
    case 'lark_md':
      return <Text value={node} />;
    case 'hr':
      return <hr style={marginStyle(node)} />;
    case 'img':
      return <ImageElement node={node} />;
    case 'img_combination':
      return <ImageCombination node={node} />;
    case 'audio':
    case 'video':
      return <MediaSlot node={node} />;
    case 'person':
      return <PersonElement node={node} id={str(node.user_id)} />;
    case 'person_list':
      return <PersonList node={node} />;
    case 'table':
      return <Table node={node} />;
    case 'chart':
      return <Chart node={node} />;
    case 'column_set':
      return <ColumnSet node={node} />;
    case 'collapsible_panel':
      return <CollapsiblePanel node={node} />;
    case 'interactive_container':
      return <InteractiveContainer node={node} />;
    case 'form':
      return <Form node={node} />;
    case 'button':
      return <Button node={node} />;
    case 'overflow':
      return <Overflow node={node} />;
    case 'checker':
      return <Checker node={node} />;
    case 'input':
      return <Input node={node} />;
    case 'select_static':
    case 'multi_select_static':
      return <Select node={node} />;
    case 'select_img':
      return <ImageSelect node={node} />;
    case 'select_person':
    case 'multi_select_person':
      return <PersonSelect node={node} />;
    case 'date_picker':
    case 'picker_time':
    case 'picker_datetime':
      return <Picker node={node} />;
    default:
      return <UnknownElement tag={str(node.tag)} />;
  }
}

/** Keys follow the component, not its words, so that a repainted card keeps open panels and typed text. */
const keyOf = (node: Json, index: number): string =>
  optional(node.element_id) ?? optional(node.name) ?? `${str(node.tag)}.${index}`;

export const drawElements = (elements: unknown): ComponentChildren =>
  records(elements).map((node, index) => <Element key={keyOf(node, index)} node={node} />);
