package com.ytempire.ml.generation.scoring;

import com.ytempire.ml.core.content.Cosine;
import com.ytempire.ml.generation.script.SpokenWords;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well the sentences of a script belong together.
 *
 * <p>With the cosines of the embeddings of its sentences:
 *
 * <ul>
 *   <li>unity is the mean over all pairs: does it speak of one thing?
 *   <li>order is the mean over neighbours, less unity: does one sentence lead to the next?
 *   <li>grouping is the mean over pairs within one part, less that over pairs of different parts:
 *       does each part have a subject?
 * </ul>
 *
 * <p>Shuffled sentences keep their unity and lose order and grouping, whose expectation is then 0
 * with a deviation that grows with the spread σ of the cosines and falls with the square root of
 * the number n of sentences. So structure is {@code (order + grouping) / 2 · √n / σ}, and the score
 * is half of unity, full at 0.12, and half of structure, brought to 0 to 1 between the bounds
 * below, which were read off scripts and their shuffled twins: a short text says little about its
 * order, and so is neither praised nor blamed for it. Needs time that grows with the square of n.
 * Nothing is undefined: where there are no pairs of a kind, its mean is 0.
 *
 * @param unity −1 to 1
 * @param order −2 to 2
 * @param grouping −2 to 2
 * @param spread standard deviation of the cosines of all pairs, 0 or more
 * @param sentences how many sentences were compared
 */
record Coherence(double unity, double order, double grouping, double spread, int sentences) {
  private static final double FULL_UNITY = 0.12;
  private static final double NO_STRUCTURE = -0.5;
  private static final double FULL_STRUCTURE = 2;

  /** Shorter sentences, such as "Simple as that", have no subject of their own. */
  private static final int SHORTEST = 4;

  static Coherence of(Embedded script) {
    List<Integer> counted =
        IntStream.range(0, script.size())
            .filter(i -> SpokenWords.count(script.sentences().get(i)) >= SHORTEST)
            .boxed()
            .toList();
    var all = new Mean();
    var neighbours = new Mean();
    var within = new Mean();
    var across = new Mean();
    for (int i = 0; i < counted.size(); i++) {
      for (int j = i + 1; j < counted.size(); j++) {
        int a = counted.get(i);
        int b = counted.get(j);
        double cosine = Cosine.of(script.vectors().get(a), script.vectors().get(b));
        boolean isOnePart = script.parts().get(a).equals(script.parts().get(b));
        all.add(cosine);
        (isOnePart ? within : across).add(cosine);
        if (j == i + 1) {
          neighbours.add(cosine);
        }
      }
    }
    double unity = all.orZero();
    return new Coherence(
        unity,
        neighbours.isEmpty() ? 0 : neighbours.orZero() - unity,
        within.isEmpty() || across.isEmpty() ? 0 : within.orZero() - across.orZero(),
        all.deviation(),
        counted.size());
  }

  /** How much the place of the sentences matters; about 0 for shuffled ones. */
  double structure() {
    return spread == 0 ? 0 : (order + grouping) / 2 * Math.sqrt(sentences) / spread;
  }

  /** 0 to 1. */
  double score() {
    return 0.5 * Share.between(0, FULL_UNITY, unity)
        + 0.5 * Share.between(NO_STRUCTURE, FULL_STRUCTURE, structure());
  }

  /** A mean that is being taken. */
  private static final class Mean {
    private double sum;
    private double squares;
    private int count;

    void add(double value) {
      sum += value;
      squares += value * value;
      count++;
    }

    boolean isEmpty() {
      return count == 0;
    }

    double deviation() {
      double mean = orZero();
      return isEmpty() ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean));
    }

    double orZero() {
      return isEmpty() ? 0 : sum / count;
    }
  }
}
