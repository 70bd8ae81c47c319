import type { Kind } from "./kind";
import { clear, copyFrom, set } from "./operations/any";
import { emptiness, equality, membership, otherColumn } from "./operators/any";
import { networkOperators } from "./operators/containment";
import { addressValue, networkValue } from "./values/span-value";

/** An address of a network, or of a device in it. */
export const network: Kind = {
  id: "network",
  align: "start",
  width: 190,
  sortable: true,
  searchable: false,
  parser: networkValue.parser,
  operations: [set(networkValue), clear, copyFrom],
  filterOperators: [
    ...networkOperators,
    ...equality(addressValue),
    ...membership(addressValue),
    ...emptiness,
    ...otherColumn,
  ],
};
