package io.hongyan.history.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {

    @Test
    void bothOfTwoSeeAllAndNobodyElseSeesAnything() {
        assertThat(Visible.to("ann", "d:ann:ben", null, 7)).contains(new Visible(1, 7));
        assertThat(Visible.to("ben", "d:ann:ben", null, 7)).contains(new Visible(1, 7));
        assertThat(Visible.to("an", "d:ann:ben", null, 7)).isEmpty();
        assertThat(Visible.to("ann:ben", "d:ann:ben", null, 7)).isEmpty();
        assertThat(Visible.to("d", "d:ann:ben", null, 7)).isEmpty();
    }

    @Test
    void aConversationOfTwoWithoutEventsDoesNotExist() {
        assertThat(Visible.to("ann", "d:ann:ben", null, 0)).isEmpty();
    }

    @Test
    void aMemberSeesFromJoiningToTheHead() {
        assertThat(Visible.to("ann", "g:x", new Period(3, null), 7)).contains(new Visible(3, 7));
    }

    @Test
    void whoLeftSeesUpToLeaving() {
        assertThat(Visible.to("ann", "g:x", new Period(3, 5L), 7)).contains(new Visible(3, 5));
    }

    @Test
    void whoNeverWasInAGroupSeesNothingOfIt() {
        assertThat(Visible.to("ann", "g:x", null, 7)).isEmpty();
    }
}
