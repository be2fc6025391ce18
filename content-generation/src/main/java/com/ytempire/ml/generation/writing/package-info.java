/**
 * The writer that needs no model and no network: it composes scripts by a grammar from phrases in
 * resource files. In these files {@code #} starts a comment and {@code [name]} a list of phrases; a
 * phrase is one or two sentences, with {@code (one|other)} for a choice, {@code {slot}} for a word
 * of the topic's field, {@code {a:slot}} for one with its article, and stars around what is
 * stressed. No list says anything that only one topic makes true, but for the facts of each field.
 */
@NullMarked
package com.ytempire.ml.generation.writing;

import org.jspecify.annotations.NullMarked;
