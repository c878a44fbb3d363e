#!/bin/sh
# Make mou_portal/static from the npm packages. For developers with Node; what it makes is committed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
static="$here/../static"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/portal.scss" "$work/"
cd "$work"
echo "{}" >package.json
npm install --no-save --no-audit --no-fund --ignore-scripts \
  govuk-frontend@6.6.0 @ministryofjustice/frontend@11.1.0 htmx.org@2.0.11 sass@1.108.2
npx sass --load-path=node_modules --load-path=. --style=compressed --no-source-map --no-charset --no-error-css \
  portal.scss "$static/css/portal.css"
moj=node_modules/@ministryofjustice/frontend/moj/assets/images
for icon in $(grep -o 'icon-[a-z-]*\.svg' "$static/css/portal.css" | sort -u); do
  cp "$moj/$icon" "$static/images/"
done
# Source maps are not shipped, so their addresses go too.
sed "s,//# sourceMappingURL=.*,," node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js \
  >"$static/js/govuk-frontend.min.js"
cp node_modules/htmx.org/dist/htmx.min.js "$static/js/"
! grep -iE 'gds transport|crest|crown|url\(\.\./fonts' "$static/css/portal.css"
