package com.ytempire.ml.generation.scoring;

/**
 * What was measured of a script.
 *
 * @param metrics its scores
 * @param seo what it is published with
 * @param readingEase Flesch's reading ease; 60 to 70 is plain English, NaN for a text without words
 * @param wordsPerMinute how fast it has to be spoken to last as long as asked
 */
public record ScriptAssessment(
    QualityMetrics metrics, SeoMetadata seo, double readingEase, double wordsPerMinute) {}
