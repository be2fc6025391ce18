package com.ytempire.ml.generation.script;

import java.util.List;

/**
 * What a writer hands over: a script, and what it proposes to publish it with.
 *
 * @param script the script
 * @param hooks sentences that catch attention, by time, each contained in the script
 * @param titles titles that are proposed, best first; may be empty
 * @param description a description that is proposed; may be empty
 * @param tags tags that are proposed; may be empty
 * @param repairs what had to be put right in the writer's answer, for logs; mostly empty
 */
public record ScriptDraft(
    Script script,
    List<String> hooks,
    List<String> titles,
    String description,
    List<String> tags,
    List<String> repairs) {
  public ScriptDraft {
    hooks = List.copyOf(hooks);
    titles = List.copyOf(titles);
    tags = List.copyOf(tags);
    repairs = List.copyOf(repairs);
    List<String> texts = script.texts();
    for (String hook : hooks) {
      if (hook.isBlank() || texts.stream().noneMatch(text -> text.contains(hook))) {
        throw new IllegalArgumentException(
            "hooks: '%s'; expected a sentence of the script".formatted(Checks.shown(hook)));
      }
    }
  }
}
