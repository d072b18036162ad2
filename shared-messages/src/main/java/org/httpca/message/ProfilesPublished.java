package org.httpca.message;

import java.util.List;

/** The profiles that one may ask for. */
public record ProfilesPublished(long number, List<PublishedProfile> profiles) implements Publication {}
