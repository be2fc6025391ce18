package com.ytempire.ml.generation.spoken;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Text, pauses and borders as a document has them, in order, and the sentences they make. Confined
 * to one reader.
 */
final class Segments {
  private final List<Sentence> sentences = new ArrayList<>();
  private final List<Segment> block = new ArrayList<>();

  /**
   * @param isFinal whether the text is in spoken form, and not to be cut
   * @param pause after it, 0 where there is none
   */
  private record Segment(String text, Prosody prosody, boolean isFinal, Duration pause) {}

  void text(String text, Prosody prosody) {
    block.add(new Segment(text, prosody, false, Duration.ZERO));
  }

  void spoken(String text, Prosody prosody) {
    block.add(new Segment(text, prosody, true, Duration.ZERO));
  }

  void pause(Duration pause) {
    if (block.isEmpty() && !sentences.isEmpty()) {
      lastPause(pause);
    } else {
      block.add(new Segment("", Prosody.PLAIN, true, pause));
    }
  }

  /** Ends an element that is one sentence, or text that is to be cut into sentences. */
  void endBlock(boolean isOneSentence) {
    StringBuilder text = new StringBuilder();
    block.forEach(segment -> text.append(segment.text()));
    List<Integer> ends = isOneSentence ? List.of(text.length()) : SentenceEnds.in(text.toString());
    List<Run> runs = new ArrayList<>();
    int place = 0;
    int next = 0;
    for (Segment segment : block) {
      int start = place;
      place = start + segment.text().length();
      if (segment.isFinal()) {
        // A mark within it ends no sentence.
        while (next < ends.size() && ends.get(next) < place) {
          next++;
        }
        if (runs.isEmpty() && !sentences.isEmpty() && segment.text().isEmpty()) {
          lastPause(segment.pause());
        } else {
          runs.add(new Run(segment.text(), segment.prosody(), segment.pause()));
        }
        continue;
      }
      int from = start;
      while (next < ends.size() && ends.get(next) <= place) {
        int end = ends.get(next++);
        if (end > from) {
          addRun(runs, segment, from - start, end - start);
          from = end;
        }
        endSentence(runs);
      }
      if (from < place) {
        addRun(runs, segment, from - start, place - start);
      }
    }
    endSentence(runs);
    block.clear();
  }

  /** The pause after a paragraph, unless a longer one is there. */
  void endParagraph() {
    if (!sentences.isEmpty()) {
      Sentence last = sentences.get(sentences.size() - 1);
      if (last.pause().compareTo(SpokenText.PARAGRAPH_PAUSE) < 0) {
        lastPause(SpokenText.PARAGRAPH_PAUSE);
      }
    }
  }

  List<Sentence> sentences() {
    return List.copyOf(sentences);
  }

  private static void addRun(List<Run> runs, Segment segment, int from, int to) {
    String spoken = SpokenForm.of(segment.text().substring(from, to));
    if (!spoken.isEmpty()) {
      runs.add(new Run(spoken, segment.prosody(), Duration.ZERO));
    }
  }

  private void endSentence(List<Run> runs) {
    Duration pause = SpokenText.SENTENCE_PAUSE;
    List<Run> kept = new ArrayList<>();
    for (Run run : runs) {
      if (!run.text().isEmpty() || !run.pause().isZero()) {
        kept.add(run);
      }
    }
    runs.clear();
    // Pauses at the end are the sentence's own.
    while (!kept.isEmpty() && kept.get(kept.size() - 1).text().isEmpty()) {
      pause = kept.remove(kept.size() - 1).pause();
    }
    if (!kept.isEmpty()) {
      sentences.add(new Sentence(kept, pause));
    }
  }

  private void lastPause(Duration pause) {
    Sentence last = sentences.remove(sentences.size() - 1);
    sentences.add(new Sentence(last.runs(), pause));
  }
}
