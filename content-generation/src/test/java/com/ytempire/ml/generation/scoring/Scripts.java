package com.ytempire.ml.generation.scoring;

import com.ytempire.ml.generation.script.Pacing;
import com.ytempire.ml.generation.script.Script;
import com.ytempire.ml.generation.script.Script.Intro;
import com.ytempire.ml.generation.script.Script.Outro;
import com.ytempire.ml.generation.script.Script.Segment;
import com.ytempire.ml.generation.script.Script.SegmentType;
import com.ytempire.ml.generation.script.ScriptDraft;
import com.ytempire.ml.generation.script.SpokenWords;
import java.util.ArrayList;
import java.util.List;

/** A script written by hand, and scripts of given texts. */
final class Scripts {
  static final String CTA = "Subscribe for more recipes!";

  static final List<String> BREAD =
      List.of(
          "Have you ever wondered why your bread stays flat? Today you will learn how to bake"
              + " sourdough bread that rises every time.",
          "Let us begin with the starter. A sourdough starter is nothing but flour and water."
              + " Wild yeast from the flour makes the starter bubble. Feed the starter twice a day"
              + " with fresh flour. After a week your starter smells pleasantly sour. A ripe"
              + " starter doubles within four hours.",
          "Now to the dough. Mix the flour, the water and the salt into a rough dough. Fold the"
              + " dough four times, once every half hour. Each fold makes the dough stronger and"
              + " smoother. A strong dough keeps its shape on the table. Let the shaped dough rest"
              + " in a basket overnight.",
          "Next comes the oven. Preheat the oven with a heavy pot inside. A hot oven gives the"
              + " loaf its final lift. Keep the lid on the pot so that the steam stays in. Take the"
              + " lid off after twenty minutes and let the crust turn brown. The hotter the oven,"
              + " the crisper the crust.",
          "Your kitchen will smell wonderful tonight. " + CTA);

  private Scripts() {}

  static ScriptDraft draft(List<String> texts) {
    return draft(texts, List.of("A picture", "Another one"));
  }

  /** A script of texts that last as long as they take to say. */
  static ScriptDraft draft(List<String> texts, List<String> cues) {
    List<Integer> seconds =
        texts.stream().map(text -> (int) Math.ceil(Pacing.MODERATE.secondsFor(text))).toList();
    List<Segment> segments = new ArrayList<>();
    int time = seconds.get(0);
    for (int i = 1; i < texts.size() - 1; i++) {
      segments.add(
          new Segment(
              SegmentType.MAIN_CONTENT, time, seconds.get(i), texts.get(i), cues, List.of()));
      time += seconds.get(i);
    }
    String first = texts.get(0);
    String last = texts.get(texts.size() - 1);
    int end = seconds.get(seconds.size() - 1);
    var script =
        new Script(
            time + end,
            new Intro(SpokenWords.sentences(first).get(0), seconds.get(0), first),
            segments,
            new Outro(end, last, last.contains(CTA) ? CTA : ""));
    return new ScriptDraft(script, List.of(), List.of(), "", List.of(), List.of());
  }
}
