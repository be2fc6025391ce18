package com.ytempire.ml.generation.scoring;

/**
 * The scores of a script, each 0 to 1, more being better.
 *
 * @param coherence how well its sentences belong together; see {@link Coherence}
 * @param engagement how much it does to keep viewers; see {@link Engagement}
 * @param seo how well it is found; see {@link Seo}
 * @param originality how much of it is its own; see {@link Originality}
 */
public record QualityMetrics(double coherence, double engagement, double seo, double originality) {}
