package com.ytempire.ml.generation.scoring;

import com.ytempire.ml.generation.script.Script;
import com.ytempire.ml.generation.script.SpokenWords;
import java.util.ArrayList;
import java.util.List;

/**
 * The sentences of a script with their embeddings.
 *
 * @param sentences the sentences, by time
 * @param parts the part that each is in, counted from 0
 * @param vectors the embedding of each
 */
record Embedded(List<String> sentences, List<Integer> parts, List<float[]> vectors) {

  static Embedded of(Script script, Embedder embedder) throws InterruptedException {
    List<String> sentences = new ArrayList<>();
    List<Integer> parts = new ArrayList<>();
    int part = 0;
    for (String text : script.texts()) {
      for (String sentence : SpokenWords.sentences(text)) {
        sentences.add(sentence);
        parts.add(part);
      }
      part++;
    }
    return new Embedded(sentences, parts, embedder.embed(sentences));
  }

  int size() {
    return sentences.size();
  }
}
