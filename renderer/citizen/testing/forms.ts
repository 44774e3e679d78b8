import points from '../../../samples/forms/cham-diem-0-1-2.json';
import three from '../../../samples/forms/hai-long-ba-muc.json';
import five from '../../../samples/forms/hai-long-nam-muc.json';
import type { Form } from '../../../shared/model/form.ts';

/** The sample forms as the machine sends them; they were parsed there, so the window takes them as they are. */
export const samples = {
  five: five as unknown as Form,
  three: three as unknown as Form,
  points: points as unknown as Form,
};
