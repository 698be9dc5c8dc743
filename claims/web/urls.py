from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern, path

from claims.web import articles, claims, entities, feeds, following, pages

urlpatterns: list[URLPattern] = [
    path("", claims.claim_list, name="claims"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/follow/", claims.follow_claim, name="follow-claim"),
    path("claims/<int:pk>/resolve/", claims.resolve_claim, name="resolve-claim"),
    path("articles/", articles.article_list, name="articles"),
    path("articles/new/", articles.submit, name="submit"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/progress/", articles.article_progress, name="article-progress"),
    path("articles/<int:pk>/retry/", articles.retry_article, name="retry-article"),
    path("articles/<int:pk>/keep-apart/", articles.keep_apart, name="keep-article-apart"),
    path("entities/", entities.entity_list, name="entities"),
    path("entities/<int:pk>/", entities.entity, name="entity"),
    path("entities/<int:pk>/follow/", following.follow_entity, name="follow-entity"),
    path("feeds/", feeds.feed_list, name="feeds"),
    path("feeds/new/", feeds.add_feed, name="add-feed"),
    path("feeds/import/", feeds.import_feeds, name="import-feeds"),
    path("feeds/export/", feeds.export_feeds, name="export-feeds"),
    path("feeds/<int:pk>/", feeds.feed, name="feed"),
    path("feeds/<int:pk>/pause/", feeds.pause_feed, name="pause-feed"),
    path("feeds/<int:pk>/resume/", feeds.resume_feed, name="resume-feed"),
    path("feeds/<int:pk>/poll/", feeds.poll_feed, name="poll-feed"),
    path("search/", pages.search, name="search"),
    path("following/", following.following, name="following"),
    path("following/read/", following.read_alerts, name="read-alerts"),
    path("standing/", pages.legend, name="legend"),
    path("theme/", pages.set_theme, name="theme"),
    path("sign-in/", LoginView.as_view(template_name="sign_in.html", redirect_authenticated_user=True), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("healthz", pages.healthz, name="healthz"),
]
