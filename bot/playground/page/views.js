// What a modal and the Home have in common: a scene in which things are pressed and filled in.

import { keyOf, valuesIn } from "./inputs.js";
import { act, world } from "./store.js";
import { toast } from "./toasts.js";
import { upload } from "./wire.js";

const sent = new WeakMap();

/** The scene of a view. What was filled in in its last scene stays where a block has the same id and action. */
export function sceneOf(view, last) {
  const scene = {
    me: world.me.id,
    inputs: [],
    kept: valuesIn(last?.inputs ?? []),
    async act(part, block, value) {
      const values = await filledIn(scene.inputs);
      if (values) await act("click_in_view", { ...placeOf(view, part, block), value, values });
    },
    async offers(part, block, text) {
      return (await act("offers", { ...placeOf(view, part, block), text }))?.groups;
    },
  };
  return scene;
}

const placeOf = (view, part, block) => ({
  view_id: view.id,
  action_id: part.action_id,
  block_id: block.block_id,
});

/** What is filled in, by block and action. Files go up first, once each; null when that failed. */
export async function filledIn(inputs) {
  const values = {};
  try {
    for (const one of inputs) {
      const value = one.read();
      values[keyOf(one.part, one.block)] = one.part.type === "file_input" ? await idsOf(value ?? []) : value;
    }
    return values;
  } catch (error) {
    toast(error.message);
    return null;
  }
}

async function idsOf(files) {
  const fresh = files.filter((file) => !sent.has(file));
  if (fresh.length) {
    const kept = await upload(world.me.id, fresh);
    fresh.forEach((file, index) => sent.set(file, kept.files[index].id));
  }
  return files.map((file) => sent.get(file));
}
