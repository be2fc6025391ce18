package com.ytempire.ml.generation.prompting;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.generation.script.Script;
import com.ytempire.ml.generation.script.ScriptDraft;
import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.writing.LocalScripts;
import java.util.List;
import java.util.Locale;

/** Answers as a model that does as it is told gives them. */
final class Answers {
  static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  /** A script of the right length, by the local writer. */
  static ScriptDraft draft(ScriptRequest request) {
    try {
      ScriptDraft draft = new LocalScripts().write(request);
      return new ScriptDraft(
          draft.script(),
          draft.hooks(),
          List.of("A title"),
          "A description",
          List.of("one", "two"),
          List.of());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static ObjectNode json(ScriptDraft draft) {
    Script script = draft.script();
    ObjectNode root = JSON.createObjectNode();
    ObjectNode json = root.putObject("script");
    json.putObject("intro")
        .put("hook", script.intro().hook())
        .put("duration_seconds", script.intro().durationSeconds())
        .put("text", script.intro().text());
    var segments = json.putArray("segments");
    for (Script.Segment segment : script.segments()) {
      ObjectNode one =
          segments
              .addObject()
              .put("type", segment.type().name().toLowerCase(Locale.ROOT))
              .put("timestamp", segment.timestamp())
              .put("duration_seconds", segment.durationSeconds())
              .put("text", segment.text());
      segment.visualCues().forEach(one.putArray("visual_cues")::add);
      segment.emphasisPoints().forEach(one.putArray("emphasis_points")::add);
    }
    json.putObject("outro")
        .put("duration_seconds", script.outro().durationSeconds())
        .put("text", script.outro().text())
        .put("cta", script.outro().cta());
    draft.hooks().forEach(root.putArray("hooks")::add);
    ObjectNode seo = root.putObject("seo_metadata").put("description", draft.description());
    draft.titles().forEach(seo.putArray("title_suggestions")::add);
    draft.tags().forEach(seo.putArray("tags")::add);
    return root;
  }
}
