"""What the web and the word processor leave in a text: by language, since a copied page brings its own.

WHOLE: stands alone as a text; ANYWHERE: also inside one. Regular expressions without regard to case. English ones are
looked for in every language: a translation may have kept them.
"""

from __future__ import annotations

WHOLE: dict[str, tuple[str, ...]] = {
    "en": (
        r"(?:go |back |return |scroll )?(?:to )?(?:the )?top(?: of (?:the )?page)?", r"translate(?: this page)?", r"share(?: this(?: page| article)?)?", r"print(?: this(?: page| article)?)?",
        r"e-?mail this(?: page| article)?", r"(?:read|learn|see|show|view|find out) more", r"(?:show|view|read) less", r"skip to (?:main )?content", r"next(?: page)?|previous(?: page)?", r"menu|home|search|log ?in|sign ?in|sign up|subscribe|download|advertisement|sponsored",
        r"accept(?: all)?(?: cookies)?", r"close|cancel|submit|select language", r"related (?:articles|pages|links|topics)", r"on this page|in this article|table of contents", r"follow us(?: on .*)?", r"tweet|like|pin it|comments?",
    ),
    "es": (r"(?:volver|ir) (?:al inicio|arriba)", r"traducir", r"compartir", r"imprimir", r"(?:leer|ver|saber) más", r"menú|inicio|buscar|descargar|suscribirse|iniciar sesión", r"aceptar(?: todas)?(?: las)?(?: cookies)?", r"artículos relacionados", r"en esta página", r"siguiente|anterior|cerrar|enviar"),
    "fr": (r"(?:retour en|haut de) (?:haut|page)(?: de (?:la )?page)?", r"traduire", r"partager", r"imprimer", r"(?:lire la suite|en savoir plus|voir plus)", r"menu|accueil|rechercher|télécharger|s.abonner|se connecter", r"(?:tout )?accepter(?: les cookies)?", r"articles (?:liés|similaires)", r"sur cette page", r"suivant|précédent|fermer|envoyer"),
    "de": (r"(?:zurück )?nach oben|zum (?:seiten)?anfang", r"übersetzen", r"teilen", r"drucken", r"weiterlesen|mehr (?:erfahren|lesen|anzeigen)", r"menü|startseite|suche|herunterladen|abonnieren|anmelden", r"(?:alle )?(?:cookies )?akzeptieren", r"(?:ähnliche|verwandte) artikel", r"auf dieser seite", r"weiter|zurück|schließen|absenden"),
    "it": (r"torna (?:su|all.inizio|in alto)", r"traduci", r"condividi", r"stampa", r"(?:leggi tutto|scopri di più|per saperne di più)", r"menù?|home|cerca|scarica|iscriviti|accedi", r"accetta(?: tutti)?(?: i)?(?: cookie)?", r"articoli correlati", r"in questa pagina"),
    "pt": (r"voltar (?:ao topo|para cima)", r"traduzir", r"(?:com)?partilhar|compartilhar", r"imprimir", r"(?:ler|ver|saiba) mais", r"menu|início|pesquisar|buscar|baixar|entrar", r"aceitar(?: todos)?(?: os)?(?: cookies)?", r"artigos relacionados", r"nesta página"),
    "nl": (r"(?:terug )?naar boven", r"vertalen", r"delen", r"afdrukken", r"(?:lees|meer) (?:meer|lezen|weten)", r"(?:alle )?cookies accepteren"),
    "pl": (r"(?:wróć )?(?:do|na) gór[yę]", r"tłumacz", r"udostępnij", r"drukuj", r"(?:czytaj|dowiedz się) więcej", r"akceptuj(?: wszystkie)?"),
    "ru": (r"(?:вернуться )?(?:наверх|к началу)", r"перевести", r"поделиться", r"(?:распечатать|печать)", r"(?:читать далее|узнать больше|подробнее)", r"меню|главная|поиск|скачать|войти", r"принять(?: все)?"),
    "ar": (r"(?:العودة|الرجوع|انتقل)? ?(?:إلى|الى) (?:الأعلى|أعلى الصفحة|أعلى)", r"ترجمة|ترجم", r"(?:شارك|مشاركة)(?: هذه الصفحة| المقال)?", r"(?:اطبع|طباعة)(?: هذه الصفحة)?", r"(?:اقرأ|إقرأ|قراءة|اعرف|عرض) المزيد", r"القائمة|الرئيسية|بحث|تحميل|تسجيل الدخول|اشترك", r"(?:قبول|أوافق على)(?: جميع)?(?: ملفات تعريف الارتباط)?", r"مقالات ذات صلة", r"في هذه الصفحة"),
    "zh": (r"(?:返回|回到)(?:页首|頁首|顶部|頂部|首页|首頁)", r"翻译|翻譯", r"分享|转发|轉發", r"打印(?:本页)?|列印(?:本頁)?", r"(?:阅读|閱讀|查看|了解)更多|阅读全文|閱讀全文", r"菜单|選單|首页|首頁|搜索|搜尋|下载|下載|登录|登入|订阅|訂閱", r"接受(?:所有|全部)?(?:cookie)?", r"相关(?:文章|链接)|相關(?:文章|連結)", r"上一页|下一页|上一頁|下一頁"),
    "vi": (r"(?:về|lên) đầu trang", r"dịch", r"chia sẻ", r"in trang này", r"(?:đọc|xem) thêm"),
    "ko": (r"맨 위로", r"번역", r"공유(?:하기)?", r"인쇄(?:하기)?", r"더 ?보기|자세히 보기"),
    "ja": (r"(?:ページの)?(?:先頭|トップ)(?:へ|に戻る)", r"翻訳(?:する)?", r"(?:共有|シェア)(?:する)?", r"印刷(?:する)?", r"(?:続きを読む|もっと見る|詳しくはこちら)"),
}  # fmt: skip

ANYWHERE: dict[str, tuple[str, ...]] = {
    "en": (
        r"(?:click|tap) (?:here|on|below|the (?:link|button|icon|image|picture))", r"(?:go|back|return) to (?:the )?top(?: of (?:the |this )?page)?(?= *[.,;»›→↑▲]|\s*$)", r"skip to (?:main |the )?(?:content|navigation)",
        r"(?:we|this (?:web)?site) uses? cookies|cookie (?:policy|settings|preferences)|accept (?:all )?cookies", r"opens in (?:a )?new (?:window|tab)", r"share (?:this )?on (?:facebook|twitter|x|whatsapp)", r"scroll (?:down|up)", r"enable javascript",
        r"all rights reserved", r"©\s*(?:19|20)\d\d", r"translate [»›→]", r"https?://\S+\?utm_\S+", r"&(?:nbsp|amp|quot|lt|gt|rsquo|ldquo|#\d+);", r"</?(?:p|div|span|br|b|strong|em|a|li|ul|h\d)(?: [^<>]*)?/?>",
    ),
    "es": (r"(?:haga|haz|hacer) clic(?: en| aquí)?", r"pulse aquí", r"(?:usa|utiliza)(?:mos)? cookies|política de cookies", r"se abre en una (?:nueva ventana|ventana nueva|pestaña nueva)", r"todos los derechos reservados", r"saltar al contenido|ir al contenido"),
    "fr": (r"cliquez (?:ici|sur|ci-dessous)", r"(?:utilise|utilisons) des cookies|politique (?:de|en matière de) cookies", r"s.ouvre dans une nouvelle fenêtre", r"tous droits réservés", r"aller au contenu"),
    "de": (r"(?:hier klicken|klicken sie (?:hier|auf))", r"(?:verwendet|nutzt|verwenden|nutzen)(?: wir)? cookies|cookie-(?:richtlinie|einstellungen)", r"öffnet in (?:einem )?neue[nm] (?:fenster|tab)", r"alle rechte vorbehalten", r"zum (?:haupt)?inhalt springen"),
    "it": (r"(?:clicca|cliccare|fai clic|fare clic) (?:qui|su)", r"(?:usa|utilizza)(?:mo)? (?:i )?cookie", r"tutti i diritti riservati", r"vai al contenuto"),
    "pt": (r"(?:clique|clicar) (?:aqui|em|no|na)", r"(?:usa|utiliza)(?:mos)? cookies|política de cookies", r"todos os direitos reservados", r"ir para o conteúdo"),
    "nl": (r"klik (?:hier|op)", r"gebruik(?:t|en)? (?:van )?cookies", r"alle rechten voorbehouden"),
    "pl": (r"kliknij (?:tutaj|w)", r"pliki cookies?", r"wszelkie prawa zastrzeżone"),
    "ru": (r"нажмите (?:здесь|сюда|на кнопку|на ссылку)", r"файлы cookie", r"все права защищены"),
    "ar": (r"(?:انقر|اضغط) (?:هنا|على الرابط|على الزر)", r"ملفات تعريف الارتباط", r"جميع الحقوق محفوظة", r"يفتح في نافذة جديدة", r"(?:تخطي|انتقل) إلى المحتوى"),
    "zh": (r"点击(?:此处|这里|链接|按钮)|點擊(?:此處|這裡|連結|按鈕)|单击此处|按此", r"(?:使用|接受) ?cookies?", r"版权所有|版權所有", r"在新(?:窗口|視窗|标签页)(?:中)?打开", r"跳(?:转|至|到)(?:主要)?(?:内容|內容)"),
    "vi": (r"(?:nhấp|bấm|nhấn) vào đây", r"bảo lưu mọi quyền"),
    "ko": (r"여기를 (?:클릭|누르)", r"쿠키를 사용"),
    "ja": (r"(?:ここを|こちらを)クリック", r"クッキーを使用|cookieを使用"),
}  # fmt: skip

# Left to be filled in by the author, not by the patient.
PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    "en": (
        r"lorem ipsum", r"\b(?-i:TODO|TBC|TBD|TBA|FIXME)\b", r"\b(?-i:X{3,}|x{4,})\b", r"\b(?-i:XX)[/.-](?-i:XX)\b", r"\[(?:insert|add|enter|your|name|date|clinic|hospital|phone|number|doctor|department|ward|trust|drug|dose|link|to be|tbc)\b[^\]]*\]",
        r"<(?:insert|add|enter|your|name|date|clinic|hospital|phone|number)\b[^>]*>", r"\{\{.*?\}\}|\$\{.*?\}|%%\w+%%|«[A-Za-z_]+»", r"(?:click|tap)(?: or tap)? here to enter (?:text|a date)", r"(?:insert|enter|add) (?:text|name|date|number|details) here|your (?:text|logo) here",
        r"to be (?:confirmed|completed|added|written)(?= *[.)\]]|\s*$)", r"\?{3,}", r"_{4,}", r"\.{6,}|…{3,}", r"\(?0{3}\)?[ -]0{3}[ -]0{4}", r"\b(?:123[ -]?456[ -]?7890|01234 ?567890)\b", r"\b(?:example|name|email|someone)@(?:example|domain|email)\.\w+",
    ),
    "es": (r"\[(?:insertar|inserte|añadir|nombre|fecha|teléfono|clínica|hospital|número|escriba)\b[^\]]*\]", r"\b(?-i:PENDIENTE|POR DEFINIR)\b", r"(?:inserte|escriba|introduzca) (?:el |su |aquí )?(?:texto|nombre) ?(?:aquí)?(?= *[.)\]]|\s*$)", r"(?:haga clic|pulse) (?:o pulse )?aquí para escribir"),
    "fr": (r"\[(?:insérer|ajouter|nom|date|téléphone|hôpital|clinique|numéro|votre)\b[^\]]*\]", r"\b(?-i:À (?:COMPLÉTER|DÉFINIR|CONFIRMER)|A COMPLETER)\b", r"votre texte ici|insérer (?:le )?texte"),
    "de": (r"\[(?:einfügen|hier|bitte|name|datum|telefon|klinik|nummer|ihr|ihre)\b[^\]]*\]", r"\b(?-i:PLATZHALTER|NOCH ZU ERGÄNZEN|BITTE ERGÄNZEN)\b", r"(?:hier|ihr) text (?:einfügen|eingeben|hier)|platzhalter(?:text)?"),
    "it": (r"\[(?:inserire|inserisci|nome|data|telefono|ospedale|numero)\b[^\]]*\]", r"\b(?-i:DA (?:COMPLETARE|DEFINIRE|CONFERMARE))\b", r"inserire (?:il )?testo qui"),
    "pt": (r"\[(?:inserir|insira|nome|data|telefone|hospital|número)\b[^\]]*\]", r"\b(?-i:A (?:COMPLETAR|DEFINIR|CONFIRMAR))\b", r"insira (?:o )?texto aqui"),
    "ru": (r"\[(?:вставьте|вставить|имя|дата|телефон|номер|укажите)\b[^\]]*\]", r"введите текст"),
    "ar": (r"\[(?:أدخل|ادخل|اكتب|أضف|الاسم|اسم|التاريخ|تاريخ|رقم|الهاتف)[^\]]*\]", r"(?:أدخل|اكتب) (?:النص|نصًا|نصا) هنا", r"نص (?:مؤقت|تجريبي|بديل)"),
    "zh": (r"[\[【［](?:插入|请输入|请填写|填写|姓名|日期|电话|医院|請輸入|請填寫|填寫|電話|醫院)[^\]】］]*[\]】］]", r"待(?:定|补充|補充|确认|確認|填写|填寫)", r"(?:在此|此处|此處|请|請)(?:输入|輸入|插入)(?:文字|文本|内容|內容)", r"占位(?:符|文本|文字)|佔位(?:符|文字)"),
    "vi": (r"\[(?:chèn|nhập|tên|ngày|số)\b[^\]]*\]", r"nhập văn bản (?:tại|vào) đây"),
    "ko": (r"\[(?:입력|이름|날짜|전화)[^\]]*\]", r"(?:여기에|내용을) 입력"),
    "ja": (r"[\[［【](?:挿入|入力|氏名|日付|電話)[^\]］】]*[\]］】]", r"ここに(?:入力|記入)"),
}  # fmt: skip

# Whole texts that `handouts new` writes for the author to replace; a text of their own may say “your clinic”.
SAMPLES = frozenset(
    {
        "Say in a sentence or two what this leaflet is for and whom.",
        "The one thing that the reader must know.", "The one thing that the reader must do.",
        "Write short sentences. Say “you”. Put what matters in bold.",
        "The first thing to do.", "The next thing to do.", "Where the facts come from, and the year.", "Your clinic",
    }
)  # fmt: skip

# The clinics that come with the program, by the names that their brands bear.
INVENTED = ("Harbor Lane Clinic", "Alder Street Health")

# Why the leaflet that `handouts init` writes needs no approval; a clinic's own leaflet does.
SAMPLE_REASON = "This is the sample that comes with the program."

# The brand that `handouts init` writes: who keeps it prints a number that nobody answers.
SAMPLE_BRAND = {
    "name": "Our Clinic",
    "publisher": "Our Clinic, Patient Information",
    "phone": "(555) 010-0100",
    "web": "https://www.our-clinic.example",
}
